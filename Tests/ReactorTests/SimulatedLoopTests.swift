import Reactor
import Testing

@Suite struct SimulatedLoopTests {
  /// Notes what happens, in order, on one loop.
  actor Journal {
    let loop: SimulatedLoop
    var entries: [String] = []
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(loop: SimulatedLoop) { self.loop = loop }

    func user(_ name: Int, pause: Int64, times: Int) async throws {
      for turn in 0..<times {
        try await loop.sleep(nanoseconds: pause)
        entries.append("\(loop.now.nanoseconds) \(name).\(turn)")
      }
    }
  }

  private func trace() throws -> [String] {
    let loop = SimulatedLoop()
    return try loop.run {
      let journal = Journal(loop: loop)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in 1...20 {
          group.addTask(executorPreference: loop) {
            try await journal.user(name, pause: Int64(name * 7), times: 10)
          }
        }
        try await group.waitForAll()
      }
      return await journal.entries
    }
  }

  @Test func jumpsFromTimerToTimerInOrder() throws {
    let entries = try trace()
    #expect(entries.count == 200)
    let instants = entries.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
    #expect(instants == instants.sorted())
    #expect(instants.last == 20 * 7 * 10)
  }

  @Test func givesTheSameTraceEachTime() throws { #expect(try trace() == trace()) }

  @Test func twoHoursTakeNoTime() throws {
    let loop = SimulatedLoop()
    let end = try loop.run {
      for _ in 0..<2000 { try await loop.sleep(nanoseconds: 3_600_000_000) }
      return loop.now
    }
    #expect(end == LoopInstant(nanoseconds: 7_200_000_000_000))
  }

  @Test func aCancelledSleepEndsAtOnce() throws {
    let loop = SimulatedLoop()
    let end = try loop.run {
      let sleeper = Task(executorPreference: loop) { try await loop.sleep(nanoseconds: 1_000_000) }
      try await loop.sleep(nanoseconds: 10)
      sleeper.cancel()
      await #expect(throws: CancellationError.self) { try await sleeper.value }
      return loop.now.nanoseconds
    }
    #expect(end == 10)
  }

  @Test func aSleepOfACancelledTaskNeverBegins() throws {
    let loop = SimulatedLoop()
    try loop.run {
      let sleeper = Task(executorPreference: loop) {
        withUnsafeCurrentTask { $0?.cancel() }
        try await loop.sleep(nanoseconds: 1_000_000)
      }
      await #expect(throws: CancellationError.self) { try await sleeper.value }
      #expect(loop.now.nanoseconds == 0)
    }
  }

  @Test func noticesThatNothingCanHappenAnyMore() {
    let loop = SimulatedLoop()
    #expect(throws: SimulatedLoop.Deadlock.self) {
      try loop.run { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
    }
  }

  @Test func timersOfOneInstantFireInTheirOrderAndCancelledOnesNever() throws {
    let loop = SimulatedLoop()
    let journal = Notes()
    try loop.run {
      for name in 0..<5 {
        let token = loop.schedule(at: LoopInstant(nanoseconds: 5)) { journal.notes.append(name) }
        if name == 3 { token.cancel() }
      }
      try await loop.sleep(nanoseconds: 6)
    }
    #expect(journal.notes == [0, 1, 2, 4])
  }

  final class Notes: @unchecked Sendable { var notes: [Int] = [] }
}
