import Reactor
import Testing

@Suite struct TimerTests {
  /// Each request sets a long timeout and cancels it: they must not pile up until they would have been due.
  @Test func cancelledTimersLeaveTheMemory() throws {
    let loop = SimulatedLoop()
    let alive = Alive()
    try loop.run {
      for _ in 0..<10_000 {
        loop.schedule(at: LoopInstant(nanoseconds: 1_000_000_000)) {}.cancel()
      }
      loop.schedule(at: LoopInstant(nanoseconds: 5)) { alive.fired += 1 }
      #expect(loop.timersInMemory < 200)
      try await loop.sleep(nanoseconds: 10)
    }
    #expect(alive.fired == 1)
  }

  /// Seeded by a linear congruence: timers fire in the order of their deadlines, cancelled ones never.
  @Test(arguments: [1, 2, 3] as [UInt64]) func randomTimersFireInOrder(seed: UInt64) throws {
    let loop = SimulatedLoop()
    let alive = Alive()
    var state = seed
    var expected: [Int64] = []
    var plan: [(at: Int64, isCancelled: Bool)] = []
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let entry = (at: Int64(state >> 40), isCancelled: state >> 33 & 3 == 0)
      plan.append(entry)
      if !entry.isCancelled { expected.append(entry.at) }
    }
    try loop.run { [plan] in
      for entry in plan {
        let token = loop.schedule(at: LoopInstant(nanoseconds: entry.at)) { alive.instants.append(entry.at) }
        if entry.isCancelled { token.cancel() }
      }
      try await loop.sleep(nanoseconds: 1 << 25)
    }
    #expect(alive.instants == expected.sorted())
  }

  final class Alive: @unchecked Sendable {
    var fired = 0
    var instants: [Int64] = []
  }
}
