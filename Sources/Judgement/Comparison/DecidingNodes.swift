import RunModel
import Statistics

/// Which nodes speak in the verdict. The server's own clocks are the finest instrument that there is: a node may be
/// shown to be slower while figures of the whole cannot tell yet.
///
/// The rule: with several runs a side, the medians of the nodes that hold at least ``leastShare`` of the critical path
/// decide, adjusted by Holm over them. Where a figure of the whole is worse, or all latencies of the whole are decided,
/// they only say where; where a latency of the whole cannot be told, a node that is worse makes the verdict worse.
struct DecidingNodes {
  /// The part of the critical path from which on a node decides; of the nodes' own time, where no path is known.
  static let leastShare = 0.05
  /// The figure that decides: a p95 needs more executions than most runs have.
  static let figure = "response_time.p50"

  /// Their names.
  let names: Set<String>

  init(_ reports: [ReportDocument]) {
    let paths = reports.map { Self.paths($0.measurements) }
    let known = paths.contains { !$0.isEmpty } ? paths : reports.map { Self.times($0.measurements) }
    let weights = known.reduce(into: [String: Double]()) { $0.merge($1, uniquingKeysWith: +) }
    let all = weights.values.reduce(0, +)
    names = Set(weights.filter { all > 0 && $0.value >= all * Self.leastShare }.keys)
  }

  /// Marks the figures that decide.
  func mark(_ groups: inout [Comparison.Group]) {
    for group in groups.indices where names.contains(groups[group].name) {
      for row in groups[group].rows.indices where groups[group].rows[row].name == Self.figure {
        groups[group].rows[row].isPrimary = true
      }
    }
  }

  private static func paths(_ measurements: RunMeasurements) -> [String: Double] {
    measurements.time.nodes.rows.reduce(into: [:]) { paths, row in
      if row.critical > 0 { paths[row.name] = Double(row.critical) }
    }
  }

  private static func times(_ measurements: RunMeasurements) -> [String: Double] {
    measurements.nodes.mapValues { Double($0.latency.count) * ($0.latency.mean ?? 0) }
  }
}
