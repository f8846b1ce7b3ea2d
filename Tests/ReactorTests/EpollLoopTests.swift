import Reactor
import Synchronization
import Testing

@Suite struct EpollLoopTests {
  actor Counter {
    let loop: EpollLoop
    var value = 0
    var strayed = 0
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(loop: EpollLoop) { self.loop = loop }

    func count(_ times: Int) async throws {
      for turn in 0..<times {
        value += 1
        if !loop.isOnLoop { strayed += 1 }
        if turn.isMultiple(of: 10) { try await loop.sleep(nanoseconds: 1000) } else { await Task.yield() }
      }
    }
  }

  @Test func nothingLeavesTheThread() throws {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    let (value, strayed) = try loop.runBlocking {
      let counter = Counter(loop: loop)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<50 { group.addTask(executorPreference: loop) { try await counter.count(40) } }
        try await group.waitForAll()
      }
      return (await counter.value, await counter.strayed)
    }
    #expect(value == 2000)
    #expect(strayed == 0)
  }

  final class Tally: Sendable { let calls = Atomic(0) }

  @Test func otherThreadsCanWakeIt() async throws {
    let loop = try EpollLoop()
    let tally = Tally()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          await withCheckedContinuation { continuation in
            loop.execute {
              tally.calls.add(1, ordering: .relaxed)
              continuation.resume()
            }
          }
        }
      }
    }
    #expect(tally.calls.load(ordering: .relaxed) == 100)
    loop.shutdown()
    loop.shutdown()
  }

  @Test func timersFireInOrderAndAreCountedForLateness() throws {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    let (order, count) = try loop.runBlocking {
      let notes = SimulatedLoopTests.Notes()
      let watch = loop.beginWatch()
      let start = loop.now
      for delay in [3, 1, 2] {
        loop.schedule(at: start.advanced(by: Int64(delay) * 200_000)) { notes.notes.append(delay) }
      }
      try await loop.sleep(until: start.advanced(by: 1_000_000))
      return (notes.notes, watch.counters.count)
    }
    #expect(order == [1, 2, 3] && count == 4)
  }

  @Test func sleepIsCancelledFromElsewhere() async throws {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    let sleeper = Task { try await loop.sleep(nanoseconds: 3_600_000_000_000) }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
  }

  @Test func passesErrorsOn() throws {
    struct Odd: Error {}
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    #expect(throws: Odd.self) { try loop.runBlocking { throw Odd() } }
  }
}
