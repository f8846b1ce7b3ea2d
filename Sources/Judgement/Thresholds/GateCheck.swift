import RunModel

/// What can be known to be wrong with a threshold before any load.
struct GateCheck {
  let threshold: Gate.Threshold
  let hasBaseline: Bool
  let known: KnownTags?

  /// Throws ``ThresholdProblem`` for the first thing that is wrong.
  func check() throws {
    for comparison in threshold.expression.comparisons where !hasBaseline {
      if comparison.left.needsBaseline || comparison.right.needsBaseline {
        throw problem("it needs a baseline: give --baseline FILE, or baseline: in the scenario")
      }
    }
    for metric in threshold.expression.allMetrics {
      if let figure = CapacityFigure(rawValue: metric.name) { throw problem(figure.isOfSearches) }
    }
    for metric in threshold.expression.metrics {
      if let (message, suggestion) = known?.problem(with: metric) { throw problem(message, suggestion) }
      if threshold.definition.window != nil, let message = WindowedJudge.problem(with: metric) {
        throw problem(message)
      }
    }
    if threshold.definition.abortOnFail, let message = AbortRule.problem(with: threshold) {
      throw problem(message)
    }
  }

  private func problem(_ message: String, _ suggestion: String? = nil) -> ThresholdProblem {
    ThresholdProblem(
      expression: threshold.definition.expression, position: 0, message: message, suggestion: suggestion)
  }
}
