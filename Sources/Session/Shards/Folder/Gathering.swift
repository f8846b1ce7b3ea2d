import FoundationEssentials
import RunModel

/// How a shard waits for the others, so that the load begins at one instant everywhere. Whoever sees that all are ready
/// says when; whoever has waited for too long says that nothing is to be sent: the first word holds.
struct Gathering {
  let plan: ShardsPlan
  let shard: Int
  let words: ShardsWords
  let clock: FolderClock
  /// Whether the run is to end before it has begun.
  let isCancelled: @Sendable () -> Bool

  /// Seconds that a shard may hear late of the load's begin, on a machine or a folder that is slow.
  private static let mostLate = 30.0

  /// Seconds between two looks: of many shards each looks less often, so that the folder's server is not flooded.
  private var pause: Double { max(0.1, Double(plan.wanted.count) / 200) }

  /// Returns when the load is to begin. Throws ``UsageProblem`` when it is not to.
  func wait() async throws {
    try words.say(.init(shard: shard, host: EnvironmentFacts.host, clock: clock.offset))
    let deadline = clock.local() + plan.gatherSeconds
    while true {
      if let begin = words.begin() { return try await follow(begin) }
      if let word = word(isLate: clock.local() > deadline) {
        try await follow(try words.decide(word))
        return
      }
      try await Task.sleep(for: .seconds(pause))
    }
  }

  /// What this shard has to say; `nil` while it waits.
  private func word(isLate: Bool) -> ShardsWords.Begin? {
    if isCancelled() { return .init(why: "it was interrupted before the load began") }
    let missing = Set(plan.wanted).subtracting(words.ready()).sorted()
    // All have looked once more when it begins.
    if missing.isEmpty { return .init(at: max(clock.now + 2 + 2 * pause, plan.startsAt ?? 0)) }
    return isLate ? .init(why: Self.late(missing, plan)) : nil
  }

  static func late(_ missing: [Int], _ plan: ShardsPlan) -> String {
    let names = ShardNames.words(missing, of: plan.count)
    return
      "only \(plan.wanted.count - missing.count) of \(plan.wanted.count) shards were ready after \(Figures.seconds(plan.gatherSeconds)), not \(names)"
  }

  private func follow(_ begin: ShardsWords.Begin) async throws {
    guard let instant = begin.at else {
      throw UsageProblem("\(begin.why ?? "the load was called off"); nothing was sent")
    }
    // All were ready when it was said: who comes so late is one that was started again.
    guard clock.now < instant + Self.mostLate else {
      throw UsageProblem("shard \(shard)/\(plan.count) was ready after the load had begun")
    }
    try await StartInstant(instant).wait(clock: { clock.now }, isCancelled: isCancelled)
    try? words.say(began: clock.now, shard: shard)
  }
}

/// When a load is to begin.
package struct StartInstant: Sendable {
  /// Seconds since 1970.
  package let seconds: Double

  package init(_ seconds: Double) { self.seconds = seconds }

  /// Reads an instant such as `2026-11-28T18:00:00Z`, which is to come within a week. Throws ``UsageProblem``.
  package init(_ text: String, now: Double = FolderClock.system()) throws {
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw UsageProblem("--start-at is '\(text)', expected an instant such as 2026-11-28T18:00:00Z")
    }
    seconds = date.timeIntervalSince1970
    guard seconds > now else {
      throw UsageProblem("--start-at is \(text), which has passed; expected an instant within the next week")
    }
    guard seconds < now + 7 * 86_400 else {
      throw UsageProblem(
        "--start-at is \(text), more than a week away; expected an instant within the next week")
    }
  }

  /// Waits until the clock has come so far, or it is called off.
  package func wait(
    clock: @Sendable () -> Double = FolderClock.system, isCancelled: @Sendable () -> Bool
  ) async throws {
    while !isCancelled() {
      let left = seconds - clock()
      if left <= 0 { return }
      try await Task.sleep(for: .seconds(min(left, 0.2)), tolerance: .zero)
    }
  }
}

/// Shards by their names.
enum ShardNames {
  /// `1/4, 3/4`; of many the first ten.
  static func words(_ shards: [Int], of count: Int) -> String {
    let names = shards.prefix(10).map { "\($0)/\(count)" }.joined(separator: ", ")
    return shards.count > 10 ? "\(names) and \(shards.count - 10) more" : names
  }
}
