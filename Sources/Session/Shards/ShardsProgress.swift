import Report
import RunModel
import Statistics

/// How a run that is shared out stands: the sum of what its shards wrote into their folders. Pure but for ``look(_:)``.
package struct ShardsProgress: Sendable {
  private let folder: ShardsFolder
  private let plan: ShardsPlan
  private let name: String
  /// What the shards said.
  package private(set) var seen = ShardStandings()
  private var rates: [Double] = []
  private var last: (finished: Int, elapsed: Double) = (0, 0)

  package init(_ folder: ShardsFolder, _ plan: ShardsPlan, name: String) {
    (self.folder, self.plan, self.name) = (folder, plan, name)
  }

  /// Reads on. `lost` are shards that are known to be gone, beside those that have fallen silent.
  package mutating func look(lost: Set<Int> = []) -> RunProgress {
    seen.look(folder, count: plan.count)
    return take(seen.all, lost: lost.union(silent))
  }

  /// Shards that say nothing any more, though they have no report.
  package var silent: Set<Int> { seen.silent(of: plan.wanted) }

  /// Seconds since the load began, as a shard last said; `nil` of one that never began.
  package func elapsed(of shard: Int) -> Double? { seen.all[shard]?.elapsed }

  mutating func take(_ standings: [Int: LiveStanding], lost: Set<Int>) -> RunProgress {
    let all = Array(standings.values)
    var sum = RunProgress.sum(all)
    sum.lost = lost.sorted().map { "\($0)/\(plan.count)" }
    sum.name = "\(name), \(words(all.count, lost))"
    if sum.elapsed - last.elapsed >= 0.9 {
      rates.append(max(0, Double(sum.finished - last.finished)) / (sum.elapsed - last.elapsed))
      if rates.count > 240 { rates.removeFirst() }
      last = (sum.finished, sum.elapsed)
    }
    sum.rates = rates
    return sum
  }

  private func words(_ seen: Int, _ lost: Set<Int>) -> String {
    let shards = seen < plan.count ? "\(seen) of \(plan.count) shards" : "\(plan.count) shards"
    return lost.isEmpty ? shards : "\(shards), lost: \(ShardNames.words(lost.sorted(), of: plan.count))"
  }
}

extension RunProgress {
  /// What some shards come to together.
  static func sum(_ shards: [LiveStanding]) -> RunProgress {
    var sum = RunProgress()
    sum.phase = phase(shards)
    sum.elapsed = shards.map(\.elapsed).max() ?? 0
    sum.remaining = shards.compactMap(\.remaining).max()
    sum.planned = shards.allSatisfy { $0.planned != nil } ? shards.compactMap(\.planned).reduce(0, +) : nil
    sum.inFlight = shards.reduce(0) { $0 + $1.inFlight }
    sum.oldest = shards.compactMap(\.oldest).max()
    sum.lateness = shards.compactMap(\.lateness).max()
    sum.thresholds = standings(shards)
    sum.add(shards.compactMap(\.tally))
    return sum
  }

  private mutating func add(_ tallies: [LiveTally]) {
    var (response, firstText) = (CensoredSample(observed: Histogram()), CensoredSample(observed: Histogram()))
    var classes: [String: Int] = [:]
    for tally in tallies {
      (succeeded, failed, timeout) = (
        succeeded + tally.succeeded, failed + tally.failed, timeout + tally.timeout
      )
      (error, cancelled) = (error + tally.error, cancelled + tally.cancelled)
      classes.merge(tally.failures, uniquingKeysWith: +)
      response.merge(tally.response.sample)
      firstText.merge(tally.firstText.sample)
    }
    (self.response, self.firstText) = (Latency(response), Latency(firstText))
    failures = classes.map { FailureCount(label: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
    successInterval = Proportion(successes: succeeded, trials: succeeded + unsuccessful)
      .map { $0.exact(dispersion: 1) }.map { $0.low...$0.high }
  }

  /// The furthest that any has come, but done only when all are.
  private static func phase(_ shards: [LiveStanding]) -> Phase {
    let phases = shards.map { Phase(rawValue: $0.phase) ?? .running }
    if !phases.isEmpty, phases.allSatisfy({ $0 == .done }) { return .done }
    return phases.contains(.aborting) ? .aborting : phases.contains(.draining) ? .draining : .running
  }

  /// Each shard judges its own part: a threshold fails where one of them fails.
  private static func standings(_ shards: [LiveStanding]) -> [Threshold] {
    let expressions = shards.first { !$0.thresholds.isEmpty }?.thresholds.map(\.expression) ?? []
    return expressions.map { expression in
      let found = shards.compactMap { $0.thresholds.first { $0.expression == expression }?.standing }
      let holding = found.count { $0 == "holding" }
      let standing: Threshold.Standing =
        found.contains("failing") ? .failing : holding == found.count ? .holding : .undecided
      return Threshold(
        expression: expression, standing: standing, value: "held by \(holding) of \(found.count) shards")
    }
  }
}

extension CensoredSample {
  fileprivate mutating func merge(_ other: CensoredSample) {
    observed.merge(other.observed)
    censored.merge(other.censored)
  }
}
