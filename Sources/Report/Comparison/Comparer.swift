import Glibc
import RunModel
import Statistics

/// Compares builds. Pure.
public struct Comparer: Sendable {
  /// A change that does not matter: a share of a latency.
  public var latencyMargin: Double
  /// A change that does not matter: points of the success rate, as a share.
  public var successMargin: Double

  /// A comparer; 5 % of a latency and half a point of success do not matter.
  public init(latencyMargin: Double = 0.05, successMargin: Double = 0.005) {
    self.latencyMargin = latencyMargin
    self.successMargin = successMargin
  }

  /// Compares the second side with the first.
  public func compare(_ first: [ReportDocument], _ second: [ReportDocument]) -> Comparison {
    var rows = [success(first, second)].compactMap(\.self)
    for (name, shares) in [
      (MetricName.responseTime, [0.5, 0.95]), (.timeToFirstText, [0.5, 0.95]), (.timePerToken, [0.5]),
    ] {
      rows += shares.compactMap { latency(name, $0, first, second) }
    }
    return Comparison(
      rows: rows, newlyFailing: newlyFailing(first, second), differences: differences(first, second),
      notes: notes(first, second))
  }

  // MARK: Success

  private func success(_ first: [ReportDocument], _ second: [ReportDocument]) -> Comparison.Row? {
    guard let before = share(first), let after = share(second) else { return nil }
    let interval = before.difference(to: after)
    return Comparison.Row(
      name: "success rate", first: Figures.percent(before.estimate), second: Figures.percent(after.estimate),
      change: after.estimate - before.estimate, interval: interval,
      outcome: judge(low: -interval.high, high: -interval.low, margin: successMargin))
  }

  private func share(_ reports: [ReportDocument]) -> Proportion? {
    var counts = RunStatistics()
    for report in reports { counts.merge(report.measurements.statistics) }
    return Proportion(successes: counts.succeeded, trials: counts.total)
  }

  // MARK: Latency

  private func latency(
    _ name: MetricName, _ share: Double, _ first: [ReportDocument], _ second: [ReportDocument]
  ) -> Comparison.Row? {
    let (before, after) = (merged(name, first), merged(name, second))
    guard let old = before.quantile(share), let new = after.quantile(share), old > 0 else { return nil }
    let interval = ratio(name, share, first, second) ?? ratio(before, after, share)
    return Comparison.Row(
      name: "\(name.rawValue) p\(Int(share * 100))", first: Figures.nanoseconds(old),
      second: Figures.nanoseconds(new), change: Double(new) / Double(old) - 1,
      interval: interval.map { Interval(low: $0.low - 1, high: $0.high - 1) },
      outcome: interval.map { judge(low: $0.low - 1, high: $0.high - 1, margin: latencyMargin) }
        ?? .inconclusive)
  }

  private func merged(_ name: MetricName, _ reports: [ReportDocument]) -> Histogram {
    reports.reduce(into: Histogram()) { $0.merge($1.measurements.latency(name)) }
  }

  /// With several runs a side the run is the unit: Welch's interval of the logarithms of the runs' quantiles.
  private func ratio(
    _ name: MetricName, _ share: Double, _ first: [ReportDocument], _ second: [ReportDocument]
  ) -> Interval? {
    func logs(_ reports: [ReportDocument]) -> [Double] {
      reports.compactMap { $0.measurements.latency(name).quantile(share) }.filter { $0 > 0 }.map {
        Logarithm.natural(Double($0))
      }
    }
    return WelchInterval.difference(logs(first), logs(second)).map {
      Interval(low: Logarithm.power($0.low), high: Logarithm.power($0.high))
    }
  }

  /// With one run a side: from the order statistics of both, each at 97.5 %, so the pair holds at 95 %.
  private func ratio(_ before: Histogram, _ after: Histogram, _ share: Double) -> Interval? {
    let (old, new) = (
      before.quantileInterval(share, confidence: 0.975), after.quantileInterval(share, confidence: 0.975)
    )
    guard let oldLow = old.low, let oldHigh = old.high, let newLow = new.low, let newHigh = new.high,
      oldLow > 0, oldHigh > 0
    else { return nil }
    return Interval(low: Double(newLow) / Double(oldHigh), high: Double(newHigh) / Double(oldLow))
  }

  /// More is worse.
  private func judge(low: Double, high: Double, margin: Double) -> Comparison.Outcome {
    if low > margin { return .worse }
    if high < 0 { return .better }
    return high <= margin ? .notWorse : .inconclusive
  }

  // MARK: Facts

  private func newlyFailing(_ first: [ReportDocument], _ second: [ReportDocument]) -> [String] {
    func cells(_ reports: [ReportDocument]) -> [String: Cell] {
      reports.reduce(into: [:]) { cells, report in
        cells.merge(report.measurements.cases) { left, right in
          var sum = left
          sum.merge(right)
          return sum
        }
      }
    }
    let before = cells(first)
    return cells(second).filter { id, cell in
      cell.succeeded < cell.total && before[id].map { $0.succeeded == $0.total } ?? false
    }.keys.sorted()
  }

  private func differences(_ first: [ReportDocument], _ second: [ReportDocument]) -> [String] {
    guard let before = first.first, let after = second.first else { return ["a side has no report"] }
    var differences: [String] = []
    if before.manifest.contentHash != after.manifest.contentHash {
      differences.append("the cases differ (manifest hash)")
    }
    if before.execution != after.execution { differences.append("the execution policy or load differs") }
    for name in ["host", "cores", "kernel", "libcurl", "floodgate"]
    where before.environment[name] != after.environment[name] {
      differences.append("\(name): \(before.environment[name] ?? "?") and \(after.environment[name] ?? "?")")
    }
    for report in first + second where report.verdict == .invalid {
      differences.append("run \(report.runID) is invalid")
    }
    return differences
  }

  private func notes(_ first: [ReportDocument], _ second: [ReportDocument]) -> [String] {
    if first.count > 1, second.count > 1 {
      return ["\(first.count) and \(second.count) runs: the run is the unit of the latencies"]
    }
    return [
      "one run a side: the intervals know nothing of the noise from run to run, which is often several percent; repeat both sides, in turns, before a small change is believed"
    ]
  }
}

/// ln and e^x.
enum Logarithm {
  static func natural(_ value: Double) -> Double { log(value) }
  static func power(_ value: Double) -> Double { exp(value) }
}
