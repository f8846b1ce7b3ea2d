import RunModel
import Statistics

/// Compares tokens and cost. With one run a side there is no interval: the figures are shown and not judged.
struct UsageComparer {
  private let first: [RunStatistics]
  private let second: [RunStatistics]
  private let latency: LatencyComparer

  init(_ latency: LatencyComparer) {
    first = latency.first.map(\.measurements.statistics)
    second = latency.second.map(\.measurements.statistics)
    self.latency = latency
  }

  var rows: [Comparison.Row] {
    [
      row("tokens_per_task", .tokens) { Self.ratio(Double($0.tokens.total), $0.total) },
      row(LongerAnswers.tokens, .tokens) { Self.ratio(Double($0.tokens.completion), $0.succeeded) },
      row("cost_per_task", .cost) { Self.ratio($0.cost.amount, $0.total) },
    ].compactMap(\.self)
  }

  private func row(
    _ name: String, _ unit: Comparison.Row.Unit, _ figure: (RunStatistics) -> Double?
  ) -> Comparison.Row? {
    let sides = [first, second].map { $0.compactMap(figure).map(NaturalLogarithm.of) }
    guard sides[0].count == first.count, sides[1].count == second.count else { return nil }
    let means = sides.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    var row = Comparison.Row(name, unit)
    row.first = NaturalLogarithm.inverse(means[0])
    row.second = NaturalLogarithm.inverse(means[1])
    row.change = NaturalLogarithm.inverse(means[1] - means[0]) - 1
    switch latency.design.unit {
    case .pairs: latency.paired(sides[0], sides[1]).map { row.set($0) }
    case .runs: Effect.unpaired(sides[0], sides[1]).map { row.set($0) }
    case .blocks, .requests: row.note = "one run a side: no interval"
    }
    return row
  }

  private static func ratio(_ sum: Double, _ count: Int) -> Double? {
    count > 0 && sum > 0 ? sum / Double(count) : nil
  }
}
