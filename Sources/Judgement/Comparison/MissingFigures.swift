import RunModel
import Statistics

/// Figures that were asked for and that the runs do not carry: no reason to pass. They are inconclusive, and say what
/// they need.
struct MissingFigures {
  let first: [ReportDocument]
  let second: [ReportDocument]

  /// Rows of the named figures that are in none of `rows`.
  func rows(_ names: [String], beside rows: [Comparison.Row]) -> [Comparison.Row] {
    names.filter { name in !rows.contains { $0.name == name } }.map(row)
  }

  private func row(_ name: String) -> Comparison.Row {
    var row = Comparison.Row(name, name == "success_rate" ? .share : .seconds)
    row.isPrimary = true
    row.note = "nothing was measured of it"
    guard let (metric, share) = Self.quantile(name) else { return row }
    let counts = [first, second].map { reports in reports.map { LatencyComparer.sample($0, metric).count } }
    if counts.allSatisfy({ $0.allSatisfy { $0 == 0 } }) { return row }
    row.needed = Self.needed(share, runs: max(first.count, second.count))
    let had = counts.map { Figures.count($0.reduce(0, +)) }
    row.note = "it needs \(row.needed ?? ""), and has \(had[0]) and \(had[1])"
    return row
  }

  /// Enough for an interval with two ends, and in each run one value beyond the quantile.
  private static func needed(_ share: Double, runs: Int) -> String {
    let aRun = Int((1 / (1 - share) - 1e-9).rounded(.up))
    let aSide = max(QuantileInterval.minimumCount(share), aRun * runs)
    let each = runs > 1 ? ", at least \(Figures.count(aRun)) a run" : ""
    return "\(Figures.count(aSide)) tasks a side\(each)"
  }

  private static func quantile(_ name: String) -> (MetricName, Double)? {
    for (metric, shares) in Comparer.latencies {
      for share in shares where LatencyComparer.label(metric, share) == name { return (metric, share) }
    }
    return nil
  }
}
