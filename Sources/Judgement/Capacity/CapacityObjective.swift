import RunModel

/// What has to hold at a load: thresholds in the gate's grammar.
package enum CapacityObjective {
  /// Thresholds from texts, each of one or several with commas between; every one once. Throws ``ThresholdProblem``.
  ///
  /// Those that can be judged while a step goes on end it when they have failed beyond doubt, after `delay` seconds.
  package static func read(_ texts: [String], delay: Double) throws -> [ThresholdDefinition] {
    var definitions: [ThresholdDefinition] = []
    for text in texts.flatMap(parts) where !definitions.contains(where: { $0.expression == text }) {
      definitions.append(try ending(ThresholdDefinition(expression: text, source: "--slo"), delay))
    }
    return definitions
  }

  /// A scenario's own thresholds as an objective. Throws ``ThresholdProblem``.
  package static func read(_ own: [ThresholdDefinition], delay: Double) throws -> [ThresholdDefinition] {
    try own.map { try ending($0, delay) }
  }

  /// The same for the first step of all, which a cold server may answer slowly at first: no latency ends it early.
  package static func patient(_ objective: [ThresholdDefinition]) -> [ThresholdDefinition] {
    objective.map { definition in
      let metrics = (try? Gate.Threshold(definition))?.expression.allMetrics ?? []
      var patient = definition
      if metrics.contains(where: { MetricName(rawValue: $0.name) != nil }) { patient.abortOnFail = false }
      return patient
    }
  }

  private static func ending(_ definition: ThresholdDefinition, _ delay: Double) throws -> ThresholdDefinition
  {
    var ending = definition
    (ending.abortOnFail, ending.delayAbort) = (true, max(definition.delayAbort, delay))
    let threshold = try Gate.Threshold(ending)
    // A count grows with a step's length: it says nothing before its end.
    let counts = threshold.expression.metrics.contains { CountName(rawValue: $0.name) != nil }
    return counts || AbortRule.problem(with: threshold) != nil ? definition : ending
  }

  /// The parts of a text between its commas, but not those within braces, parentheses and quotes.
  static func parts(_ text: String) -> [String] {
    text.partsBetweenCommas(open: "{(", close: "})").map(\.trimmed)
  }
}
