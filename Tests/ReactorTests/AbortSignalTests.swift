import Reactor
import Testing

/// Who is told that a task is given up, and when.
@Suite struct AbortSignalTests {
  private final class Listener: AbortListener, @unchecked Sendable {
    var told: [UInt64] = []
    func abort(use: UInt64) { told.append(use) }
  }

  /// Does something on a loop, and what it has come to a turn later.
  private func after(_ body: @escaping @Sendable (AbortSignal, Listener, EpollLoop) -> Void) throws
    -> [UInt64]
  {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    return try loop.runBlocking {
      let listener = Listener()
      body(AbortSignal(), listener, loop)
      try await loop.sleep(nanoseconds: 1000)
      return listener.told
    }
  }

  @Test func whoListensIsToldInATurnOfItsOwn() throws {
    let told = try after { signal, listener, loop in
      #expect(signal.listen(listener, use: 7) && !signal.isAborted)
      signal.abort(on: loop)
      #expect(signal.isAborted && listener.told == [])
    }
    #expect(told == [7])
  }

  @Test func whoComesLaterIsToldAtOnce() throws {
    let told = try after { signal, listener, loop in
      signal.abort(on: loop)
      #expect(signal.listen(listener, use: 2))
      #expect(listener.told == [2])
    }
    #expect(told == [2])
  }

  @Test func whoNoLongerListensIsNotTold() throws {
    let told = try after { signal, listener, loop in
      #expect(signal.listen(listener, use: 1))
      signal.endListening()
      signal.abort(on: loop)
    }
    #expect(told == [])
  }

  @Test func oneListensAtATime() throws {
    let told = try after { signal, listener, loop in
      let other = Listener()
      #expect(signal.listen(listener, use: 1) && !signal.listen(other, use: 2))
      signal.abort(on: loop)
    }
    #expect(told == [1])
  }
}
