import FoundationEssentials
import LoadEngine
import RunModel
import Statistics

/// Measures what a machine can do at the best: short loads on the embedded stand-in, which answers at once.
package struct Calibration: Sendable {
  /// What a machine is, and what it can do.
  package struct Machine: Sendable, Equatable {
    package var facts: MachineFacts
    package var floor: MachineFloor

    package init(facts: MachineFacts, floor: MachineFloor) { (self.facts, self.floor) = (facts, floor) }
  }

  /// Streams at once that are tried, until one is too many.
  static let steps = [50, 250, 1000, 4000]
  /// How long the machine is looked at before it is loaded.
  private static let look = Duration.milliseconds(300)
  /// Until the first text of a stream, seconds: long enough for all to have begun.
  private static let wait = 0.4

  /// Measures, in about three seconds. Throws what kept a load from beginning.
  package static func measure(_ token: CancellationToken = CancellationToken()) async throws -> Machine {
    let reader = MachineReader()
    let quiet = reader.ticks
    try await Task.sleep(for: look)
    let before = reader.ticks
    let began = ContinuousClock.now
    var floor = try await floor(token)
    floor.duration = (ContinuousClock.now - began).inSeconds
    var facts = reader.facts()
    if let before, let after = reader.ticks { facts.steal = before.steal(until: after) }
    if let quiet, let before { facts.busy = quiet.busy(until: before) }
    return Machine(facts: facts, floor: floor)
  }

  private static func floor(_ token: CancellationToken) async throws -> MachineFloor {
    let one = try await run(load(users: 1, mode: "streaming"), token)
    let most = try await run(load(users: 32, mode: "blocking"), token)
    var streams: [MachineFloor.Streams] = []
    for count in steps where count + 100 < FileLimit.highest / 2 {
      guard streams.last?.isFaithful ?? true, token.stage == .none else { break }
      let found = try await run(burst(count), token)
      // The times of those that succeeded say nothing where others failed.
      guard found.statistics.succeeded == count else { break }
      streams.append(self.streams(count, found.latency(.timeToFirstText)))
    }
    let text = one.latency(.timeToFirstText)
    return MachineFloor(
      firstText: seconds(text, 0.5), firstTextTail: seconds(text, 0.99),
      rate: Double(most.statistics.succeeded) / length, streams: streams, duration: 0)
  }

  private static func streams(_ count: Int, _ texts: Histogram) -> MachineFloor.Streams {
    .init(
      count: count, added: max(0, seconds(texts, 0.5) - wait), addedTail: max(0, seconds(texts, 0.99) - wait))
  }

  private static func seconds(_ histogram: Histogram, _ share: Double) -> Double {
    histogram.quantile(share).map { Double($0) / 1e9 } ?? .infinity
  }

  /// How long each of the first two loads lasts, seconds.
  private static let length = 0.6

  private static func load(users: Int, mode: String) -> String {
    """
    name: calibration
    target: {app: workflow, response_mode: \(mode), mock: {first_byte_ms: 0, first_text_ms: 0, gap_ms: 0, events: 3}}
    load: {users: \(users), duration: \(Int(length * 1000))ms}
    """
  }

  private static func burst(_ count: Int) -> String {
    """
    name: calibration
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: \(Int(wait * 1000)), gap_ms: 100, events: 3}}
    repeat: \(count)
    execution: {concurrency: \(count)}
    """
  }

  private static func run(_ scenario: String, _ token: CancellationToken) async throws -> RunMeasurements {
    let result = try await LoadTest(scenario: scenario, environment: [:]).run(cancellation: token)
    guard result.verdict != .interrupted else { throw CancellationError() }
    return result.report.measurements
  }
}
