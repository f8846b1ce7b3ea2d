import Glibc
import Reactor
import RunModel
import Testing

@testable import LoadEngine

/// Loads that share a loop, as turns of a comparison do: each is measured by its own timers.
@Suite struct LoopMeterTests {
  @Test func theWorstIsThatOfTheLoadItself() throws {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    let worst = try loop.runBlocking {
      var worst: [Double] = []
      let begin = loop.now
      // The first load's timer is held up, that of the second is not.
      for hold in [true, false] {
        let meter = LoopMeter(loop)
        let due = loop.now.advanced(by: 1_000_000)
        if hold {
          loop.schedule(at: due) {}
          usleep(300_000)
        }
        try await loop.sleep(until: loop.now.advanced(by: 5_000_000))
        worst.append(meter.health(loop).worstTimerLateness)
      }
      return worst + [Double(loop.now.nanoseconds - begin.nanoseconds) / 1e9]
    }
    #expect(worst[0] > worst[1], "\(worst)")
    #expect(worst[0] >= 0.29 && worst[0] <= worst[2], "seconds, of \(worst[2]) in all")
  }

  /// A probe asks how late the loop is; it is none of the load's timers, and counts for those alone who want it.
  @Test(arguments: [(false, [2, 2]), (true, [3, 3])])
  func probesAreNoTimersOfTheLoad(countsProbes: Bool, expected: [Int64]) throws {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    let counts = try loop.runBlocking {
      let watch = loop.beginWatch(countsProbes: countsProbes)
      loop.probe(at: loop.now) {}
      loop.schedule(at: loop.now.advanced(by: 1)) {}
      try await loop.sleep(until: loop.now.advanced(by: 2_000_000))
      let first = watch.counters.count
      loop.endWatch(watch)
      try await loop.sleep(until: loop.now.advanced(by: 2_000_000))
      return [first, watch.counters.count]
    }
    #expect(counts == expected)
  }
}
