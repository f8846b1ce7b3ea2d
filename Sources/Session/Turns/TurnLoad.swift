import Judgement
import RunModel

/// The load of one turn: the scenario's own at its steady height, without its ramps. Pure.
package enum TurnLoad {
  /// What keeps a scenario from being run in turns, in words; `nil` when nothing does.
  package static func problem(_ header: ManifestHeader) -> String? {
    if header.scenarios.contains(where: { $0.execution != nil || $0.startAfter != nil }) {
      return "turns need one load for all scenarios: take execution:, load: and start_after: out of them"
    }
    if header.scenarios.contains(where: { !$0.setup.isEmpty || !$0.teardown.isEmpty }) {
      return "turns know no setup and teardown: do that before, and compare whole runs with --pairs"
    }
    if header.shard != nil { return "turns are taken by one machine: --shard does not go with them" }
    if header.runsOnce || height(header.execution.load) != nil { return nil }
    return
      "turns are taken at one height of the load: a number of users, a rate or cases; this scenario's load changes. Compare whole runs with --pairs"
  }

  /// Users, or arrivals a second, at which the load is steady; `nil` when it is not.
  private static func height(_ load: LoadProfile) -> Double? {
    let stages = load.load(as: ClosedLoad.self)?.stages ?? load.load(as: OpenLoad.self)?.stages ?? []
    // Ramps lead up to it, and down from it: they are of no interest here.
    let steady = zip([LoadStage(duration: .zero, target: -1)] + stages, stages)
      .filter { !$1.isWarmUp && $0.target == $1.target && $1.duration > .zero }.map { $1.target }
    let heights = Set(steady.isEmpty && stages.count == 1 ? stages.map(\.target) : steady)
    return heights.count == 1 ? heights.first : nil
  }

  /// Seconds of the scenario's load at that height; `nil` when it ends with its cases.
  package static func steadySeconds(_ header: ManifestHeader) -> Double? {
    header.execution.load.length.map { length in
      let warmUp = header.warmUpEnd.map { Double($0.nanoseconds) / 1e9 } ?? 0
      return max(1, length - warmUp)
    }
  }

  /// The header with such a length of the load at its height; one that ends with its cases stays as it is. What was begun
  /// may come to its end: a turn that cut its last tasks would make failures of its own.
  package static func header(_ header: ManifestHeader, seconds: Double) -> ManifestHeader {
    var header = header
    let policy = header.execution
    header.execution.drainLimit = max(
      policy.drainLimit, min(policy.stopConditions.timeoutPerTask ?? longest, longest))
    guard let height = height(policy.load) else { return header }
    // A step up first: users would else come one after the other.
    let stages = [
      LoadStage(duration: .zero, target: height), LoadStage(duration: .seconds(seconds), target: height),
    ]
    if var closed = policy.load.load(as: ClosedLoad.self) {
      closed.stages = stages
      header.execution.load = .closed(closed)
    } else if var open = policy.load.load(as: OpenLoad.self) {
      (open.stages, open.startRate) = (Array(stages.dropFirst()), nil)
      header.execution.load = .open(open)
    }
    return header
  }

  private static let longest = Duration.seconds(300)

  /// The plan's pairs when none are asked for: as many turns as the scenario's load is long.
  package static func pairs(_ header: ManifestHeader, seconds: Double, atMost: Double?, isTogether: Bool)
    -> Int
  {
    let length = atMost.map { isTogether ? $0 : $0 / 2 } ?? steadySeconds(header)
    guard let length else { return TurnPlan.Allowed.pairs.upperBound }
    return max(1, min(TurnPlan.Allowed.pairs.upperBound, Int((length / seconds).rounded(.up))))
  }
}
