import RunModel

/// Turns of both sides as what a comparison judges: one pair is a unit, or several pairs are, where a turn has too few tasks
/// for its quantiles.
package struct TurnUnits {
  /// The sides' units, in the order in which they were made.
  package let first: ComparisonSide
  package let second: ComparisonSide
  /// How the turns were taken.
  package let turns: Comparison.Turns

  /// Tasks that a unit of a side has at least, in the mean: a p95 of fewer is mostly chance.
  static let leastTasks = 40.0

  /// Reports of turns, as many on both sides.
  package init(_ first: [ReportDocument], _ second: [ReportDocument], _ turns: Comparison.Turns) {
    let pairs = min(first.count, second.count)
    let sides = [Array(first.prefix(pairs)), Array(second.prefix(pairs))]
    let tasks = sides.map { side in side.reduce(0) { $0 + $1.measurements.statistics.total } }
    let mean = Double(tasks.min() ?? 0) / Double(max(1, pairs))
    let size = max(1, min(max(1, pairs / 5), Int((Self.leastTasks / max(mean, 1)).rounded(.up))))
    var own = turns
    (own.pairs, own.pairsPerUnit) = (pairs, size)
    let unmeasured = sides.map { side in side.count(where: \.isAllWarmUp) }
    own.unmeasured = unmeasured == [0, 0] ? nil : unmeasured
    self.turns = own
    (self.first, self.second) = (Self.side(sides[0], size), Self.side(sides[1], size))
  }

  private static func side(_ turns: [ReportDocument], _ size: Int) -> ComparisonSide {
    // What is left over at the end belongs to the last unit.
    let units = max(1, turns.count / size)
    var side = ComparisonSide(
      turns.isEmpty
        ? []
        : (0..<units).map { unit in
          joined(turns[(unit * size)..<(unit == units - 1 ? turns.count : (unit + 1) * size)])
        })
    side.whole = whole(turns)
    return side
  }

  private static func joined(_ turns: ArraySlice<ReportDocument>) -> ReportDocument {
    var joined = turns[turns.startIndex]
    for turn in turns.dropFirst() {
      joined.measurements.merge(turn.measurements)
      joined.duration += turn.duration
      if let own = turn.baseline {
        var baseline = joined.baseline ?? BaselineReport()
        baseline.merge(own)
        joined.baseline = baseline
      }
      joined.verdict = min(joined.verdict, turn.verdict)
    }
    return joined
  }

  /// The run that they are turns of.
  private static func whole(_ turns: [ReportDocument]) -> Comparison.Run? {
    guard var run = ComparisonSide(Array(turns.prefix(1))).facts.runs.first else { return nil }
    run.id = String(run.id.prefix { $0 != "#" })
    run.duration = turns.reduce(0) { $0 + $1.duration }
    run.tasks = turns.reduce(0) { $0 + $1.measurements.statistics.total }
    run.verdict = turns.map(\.verdict).min() ?? run.verdict
    return run
  }
}
