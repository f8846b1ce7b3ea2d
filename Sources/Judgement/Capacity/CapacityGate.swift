import RunModel

/// Judges a search for a capacity by thresholds over what it found: `capacity >= 40 users`. Pure.
package struct CapacityGate: Sendable {
  private let thresholds: [Gate.Threshold]
  private let baseline: CapacityReport?

  /// A gate of texts over `unit`. Throws ``ThresholdProblem`` for one that cannot be read, that asks for what no search
  /// has or in another unit, or that needs a baseline when there is none.
  package init(_ texts: [String], over unit: CapacityPlan.Unit, baseline: CapacityReport? = nil) throws {
    thresholds = try texts.map { text in
      let threshold = try Gate.Threshold(ThresholdDefinition(expression: text, source: "--threshold"))
      if let message = Self.problem(threshold.expression, text, unit, baseline) {
        throw ThresholdProblem(expression: text, position: 0, message: message)
      }
      return threshold
    }
    self.baseline = baseline
  }

  private static func problem(
    _ expression: ThresholdExpression, _ text: String, _ unit: CapacityPlan.Unit, _ baseline: CapacityReport?
  ) -> String? {
    let known = CapacityFigure.allCases.map(\.rawValue)
    if let other = expression.allMetrics.first(where: { !known.contains($0.name) }) {
      return
        "'\(other.name)' is a figure of a run; a search has \(known.joined(separator: ", ")), and its objective (--slo)"
    }
    let saysUsers = text.contains(#/\d\s*users?\b/#)
    if saysUsers, unit == .rate { return "the search is over arrivals a second, not users" }
    let loads = expression.comparisons.filter { $0.left.isLoad || $0.right.isLoad }
    if unit == .users, !loads.isEmpty, loads.count == expression.comparisons.count,
      text.contains(#/\d\s*\/\s*s\b/#)
    {
      return "the search is over users, not arrivals a second"
    }
    guard expression.comparisons.contains(where: { $0.left.needsBaseline || $0.right.needsBaseline }) else {
      return nil
    }
    guard let baseline else { return "it needs a baseline: give --baseline FILE" }
    return baseline.plan.over == unit
      ? nil : "the baseline is a search over \(baseline.plan.over.noun), this one over \(unit.noun)"
  }

  /// The load that decides a threshold `capacity >= N`: a search tries it; `nil` when there is none.
  package var deciding: Double? {
    thresholds.compactMap { threshold -> Double? in
      guard case .compare(.metric(let metric), .atLeast, .number(let load)) = threshold.expression,
        metric.name == CapacityFigure.capacity.rawValue
      else { return nil }
      return load
    }.max()
  }

  /// How each threshold stands; `nil` when there are none.
  package func judge(_ report: CapacityReport) -> [ThresholdVerdict]? {
    if thresholds.isEmpty { return nil }
    let earlier = baseline.map { MetricLookup(told: $0.estimates) }
    return thresholds.map { threshold in
      let outcome = ThresholdJudge(
        threshold, mode: nil, lookup: MetricLookup(told: report.estimates), baseline: earlier
      ).outcome
      return ThresholdVerdict(
        threshold: threshold.definition, outcome: outcome, measured: measured(threshold, report),
        explanation: Self.explanation(outcome, report))
    }
  }

  private func measured(_ threshold: Gate.Threshold, _ report: CapacityReport) -> String {
    func words(_ report: CapacityReport) -> String {
      CapacityFigure.allCases.filter { figure in
        threshold.expression.allMetrics.contains { $0.name == figure.rawValue }
      }.map { report.words($0) }.joined(separator: ", ")
    }
    return words(report) + (baseline.map { ", baseline \(words($0))" } ?? "")
  }

  private static func explanation(_ outcome: ThresholdVerdict.Outcome, _ report: CapacityReport) -> String? {
    switch outcome {
    case .pass: nil
    case .fail: report.breaking.map { "at \(report.plan.over.words($0.load)) \($0.objective)" }
    case .noData: "the search found none"
    case .inconclusive:
      switch report.answer.kind {
      case .generatorLimit: "the generator was the limit: above that nothing is known"
      case .unfinished: "the search is not finished, for \(report.answer.endedBy ?? "it was ended")"
      case .found, .neverBroke, .failedAtLeast: "the limit lies within what is known of it"
      }
    }
  }
}

extension ThresholdValue {
  /// Whether a load is measured in it.
  fileprivate var isLoad: Bool { allMetrics.contains { CapacityFigure(rawValue: $0.name)?.isLoad == true } }
}

extension CapacityReport {
  /// The figures that thresholds may use, as far as the steps tell them.
  var estimates: [String: Estimate] {
    var figures: [CapacityFigure: Estimate] = [:]
    let range = bracket
    figures[.capacity] = Estimate(likeliestLoad, low: range.lowerBound, high: range.upperBound)
    figures[.knee] = knee.map { Estimate($0) }
    figures[.throughput] = sustainedStep.map { Estimate($0.throughput) }
    return Dictionary(uniqueKeysWithValues: figures.map { ($0.key.rawValue, $0.value) })
  }

  fileprivate func words(_ figure: CapacityFigure) -> String {
    switch figure {
    case .capacity: capacityWords
    case .knee: "knee " + (knee.map(plan.over.words) ?? "none")
    case .throughput: sustainedStep.map { "\(Figures.digits($0.throughput)) tasks a second" } ?? "n/a"
    }
  }
}
