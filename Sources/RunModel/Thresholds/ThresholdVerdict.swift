import Statistics

/// How a threshold was judged.
public struct ThresholdVerdict: Sendable, Hashable, Codable {
  /// The four ends of a judgement.
  public enum Outcome: String, Sendable, Codable {
    /// It holds.
    case pass
    /// It does not.
    case fail
    /// The sample cannot decide.
    case inconclusive
    /// There is nothing to judge.
    case noData = "no-data"
  }

  /// The threshold.
  public var threshold: ThresholdDefinition
  /// Pass, fail, inconclusive or no data.
  public var outcome: Outcome
  /// What was measured, in words.
  public var measured: String
  /// Its 95 % interval, when it is about one share.
  public var interval: Interval?
  /// How many more tasks would decide it, when that is known.
  public var tasksNeeded: Int?
  /// Whether it ended the run.
  package var abortedRun: Bool
  /// Why it is not simply passed, in words.
  public var explanation: String?
  /// Each metric that it names, as it was measured; `nil` in the first reports.
  package var figures: [ThresholdFigure]?

  /// A verdict.
  package init(
    threshold: ThresholdDefinition, outcome: Outcome, measured: String, interval: Interval? = nil,
    tasksNeeded: Int? = nil, abortedRun: Bool = false, explanation: String? = nil,
    figures: [ThresholdFigure]? = nil
  ) {
    self.threshold = threshold
    self.outcome = outcome
    self.measured = measured
    self.interval = interval
    self.tasksNeeded = tasksNeeded
    self.abortedRun = abortedRun
    self.explanation = explanation
    self.figures = figures
  }

  /// What was measured, with the 95 % interval when the threshold is about one figure that has one.
  package var measuredWithInterval: String {
    interval95.map { "\(measured) (95 %: \($0))" } ?? measured
  }

  /// The 95 % interval of the one figure that it is about, in words.
  package var interval95: String? {
    guard let figure = figures?.first, figures?.count == 1 else { return nil }
    let words = figure.unit == .share ? Figures.percent : Figures.seconds
    switch (figure.low, figure.high) {
    case (let low?, let high?): return low == 0 && high == 0 ? nil : "\(words(low)) to \(words(high))"
    case (let low?, nil): return low > 0 ? "at least \(words(low))" : nil
    case (nil, let high?): return "at most \(words(high))"
    case (nil, nil): return nil
    }
  }

  /// One line for people: outcome, threshold, what was measured, and why.
  package var line: String {
    "\(outcome.rawValue): \(threshold.expression): measured \(measuredWithInterval)"
      + (explanation.map { "; \($0)" } ?? "")
  }
}

/// A metric of a threshold, as it was measured.
package struct ThresholdFigure: Sendable, Hashable, Codable {
  /// What its numbers are.
  package enum Unit: String, Sendable, Codable {
    /// Seconds.
    case seconds
    /// A share, from 0 to 1.
    case share
    /// A number of things, of money, or of things a second.
    case number
  }

  /// The metric, as thresholds spell it.
  package var metric: String
  /// Its value; `nil` when there is none, or when it is longer than everything that was seen to its end.
  package var value: Double?
  /// The lower end of its 95 % interval, when it has one.
  package var low: Double?
  /// The upper end of its 95 % interval, when it has one.
  package var high: Double?
  /// Of how many values it is made.
  package var count: Int
  /// What its numbers are.
  package var unit: Unit

  /// A figure.
  package init(
    metric: String, value: Double?, low: Double? = nil, high: Double? = nil, count: Int, unit: Unit
  ) {
    self.metric = metric
    self.value = value
    self.low = low
    self.high = high
    self.count = count
    self.unit = unit
  }
}
