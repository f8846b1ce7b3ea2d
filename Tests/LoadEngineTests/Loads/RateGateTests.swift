import LoadEngine
import RunModel
import Statistics
import Testing

/// Several limits, several queues, in steps of a simulated clock.
@Suite struct RateGateTests {
  private struct Trial {
    var gate = RateGate()
    var limits: [RateLimit] = []
    var queues: [[Int]] = []
    var queueOf: [Int: Int] = [:]
    var grants: [(at: Int64, queue: Int, ticket: Int)] = []
    var now: Int64 = 0

    init(_ random: inout SeededGenerator) {
      limits = (0..<3).map { _ in
        RateLimit(
          perMinute: Double.random(in: 30...3000, using: &random),
          burst: Int.random(in: 1...4, using: &random))
      }
      for limit in limits { _ = gate.addLimit(limit) }
      queues = [[0, 1], [1], [1, 2], [2]]
      for queue in queues { _ = gate.addQueue(limits: queue) }
    }

    mutating func serve() {
      while let grant = gate.grant(at: RunInstant(nanoseconds: now)) {
        grants.append((now, queueOf[grant.ticket] ?? -1, grant.ticket))
      }
    }

    mutating func advance(to end: Int64) {
      while let next = gate.nextGrant(after: RunInstant(nanoseconds: now)), next.nanoseconds <= end {
        now = next.nanoseconds
        serve()
      }
      now = end
      serve()
    }
  }

  @Test("S129 no limit is exceeded in any window, whoever shares it; queues are first come, first served")
  func neverTooMany() {
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var trial = Trial(&random)
      for _ in 0..<150 {
        trial.advance(to: trial.now + Int64.random(in: 0...300_000_000, using: &random))
        let queue = Int.random(in: 0...3, using: &random)
        let ticket = trial.gate.ask(queue: queue, at: RunInstant(nanoseconds: trial.now))
        trial.queueOf[ticket] = queue
        trial.serve()
      }
      trial.advance(to: trial.now + 3_600_000_000_000)
      #expect(trial.grants.count == 150, "everyone is served in the end")
      check(trial, seed)
    }
  }

  private func check(_ trial: Trial, _ seed: UInt64) {
    for queue in trial.queues.indices {
      let tickets = trial.grants.filter { $0.queue == queue }.map(\.ticket)
      #expect(tickets == tickets.sorted(), "seed \(seed)")
    }
    for (number, limit) in trial.limits.enumerated() {
      let times = trial.grants.filter { trial.queues[$0.queue].contains(number) }.map(\.at)
      for first in times.indices {
        for last in first..<times.count {
          let allowed = Double(limit.burst) + Double(times[last] - times[first]) / 60e9 * limit.perMinute
          if Double(last - first + 1) > allowed + 1e-6 { Issue.record("limit \(number), seed \(seed)") }
        }
      }
    }
  }

  @Test func aSlowLaneDoesNotHoldBackAFastOne() {
    var gate = RateGate()
    let (slow, shared) = (
      gate.addLimit(RateLimit(perMinute: 1, burst: 1)), gate.addLimit(RateLimit(perMinute: 6000, burst: 1))
    )
    let (first, second) = (gate.addQueue(limits: [slow, shared]), gate.addQueue(limits: [shared]))
    for _ in 0..<5 { _ = gate.ask(queue: first, at: .zero) }
    let fast = gate.ask(queue: second, at: .zero)
    _ = gate.grant(at: .zero)
    #expect(gate.nextGrant(after: .zero) == RunInstant(nanoseconds: 10_000_000))
    #expect(gate.grant(at: RunInstant(nanoseconds: 10_000_000))?.ticket == fast)
  }

  @Test func whoWithdrawsTakesNothing() {
    var gate = RateGate()
    let queue = gate.addQueue(limits: [gate.addLimit(RateLimit(perMinute: 60, burst: 1))])
    let immediate = gate.tryTake(queue: queue, at: .zero)
    #expect(immediate)
    let ticket = gate.ask(queue: queue, at: .zero)
    let gone = gate.withdraw(queue: queue)
    #expect(gone == [ticket])
    #expect(gate.nextGrant(after: .zero) == nil)
    let later = gate.tryTake(queue: queue, at: RunInstant(nanoseconds: 1_000_000_000))
    #expect(later)
  }
}
