import RunModel
import Statistics

/// The levels of a sweep at which most was done, as far as chance lets that be said.
struct MostDone<Level> {
  private let levels: [(name: Level, rate: Double)]
  private let found: GreatestRates
  private let tasks: Int

  /// - Parameter levels: each with the steps that were made at it.
  init(_ levels: [(name: Level, steps: [CapacityStep])]) {
    found = GreatestRates(levels.map { Self.counts($0.steps) })
    self.levels = zip(levels, found.rates).map { ($0.name, $1) }
    tasks = found.alike.reduce(0) { $0 + levels[$1].steps.reduce(0) { $0 + $1.tasks } }
  }

  /// What lies between steps is chance only where they had one load.
  private static func counts(_ steps: [CapacityStep]) -> [GreatestRates.Count] {
    let counts = steps.map { GreatestRates.Count($0.goodput * $0.seconds, in: $0.seconds) }
    if Set(steps.map(\.load)).count == 1 { return counts }
    let (count, seconds) = counts.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.seconds) }
    return [GreatestRates.Count(count, in: seconds)]
  }

  /// The one level, or those that did equally much, in their order; empty of nothing.
  var names: [Level] { found.alike.map { levels[$0].name } }
  /// Whether there are several levels, none of which did more than another.
  var isAll: Bool { levels.count > 1 && found.alike.count == levels.count }
  /// Whether no level lies between them that did less.
  var isRange: Bool { zip(found.alike, found.alike.dropFirst()).allSatisfy { $0 + 1 == $1 } }

  /// What was done at them: `10.0 tasks a second`.
  var rateWords: String {
    let rates = found.alike.map { levels[$0].rate }
    let ends = [rates.min() ?? 0, rates.max() ?? 0].map(Figures.digits)
    return "\(ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])") tasks a second"
  }

  /// Why several are named.
  var doubt: String { "equally much, as far as \(Figures.count(tasks)) tasks can tell" }
}
