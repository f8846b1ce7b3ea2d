import Glibc
import Reactor
import Testing

@Suite struct DescriptorTests {
  final class Watcher: DescriptorWatcher, @unchecked Sendable {
    var calls = 0
    var onReady: ((Int32) -> Void)?

    func ready(_ descriptor: Int32, _ events: UInt32) {
      calls += 1
      onReady?(descriptor)
    }
  }

  /// Both ends of a pipe, made on the loop.
  private static func pair() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    return (ends[0], ends[1])
  }

  private static func put(_ descriptor: Int32) {
    var byte: UInt8 = 1
    _ = write(descriptor, &byte, 1)
  }

  private static func take(_ descriptor: Int32) {
    var byte: UInt8 = 0
    _ = read(descriptor, &byte, 1)
  }

  private func calls(_ body: @escaping @Sendable (EpollLoop, Watcher) async throws -> Void) throws -> Int {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    return try loop.runBlocking {
      let watcher = Watcher()
      watcher.onReady = Self.take
      try await body(loop, watcher)
      return watcher.calls
    }
  }

  @Test(arguments: [false, true]) func aWatcherIsCalledUntilItStops(isTold: Bool) throws {
    let count = try calls { loop, watcher in
      let pipe = Self.pair()
      if isTold { loop.didOpen(pipe.read) }
      for _ in 0..<3 {
        loop.watch(pipe.read, events: EpollLoop.readable, watcher)
        Self.put(pipe.write)
        try await loop.sleep(nanoseconds: 1_000_000)
        loop.unwatch(pipe.read)
      }
      Self.put(pipe.write)
      try await loop.sleep(nanoseconds: 1_000_000)
      // What came while nobody watched is told to the next who does.
      loop.watch(pipe.read, events: EpollLoop.readable, watcher)
      try await loop.sleep(nanoseconds: 1_000_000)
      loop.unwatch(pipe.read)
      loop.didClose(pipe.read)
      close(pipe.read)
      close(pipe.write)
    }
    #expect(count == 4)
  }

  @Test func aNumberThatComesBackIsAnotherDescriptor() throws {
    let count = try calls { loop, watcher in
      for _ in 0..<3 {
        let pipe = Self.pair()
        loop.didOpen(pipe.read)
        loop.watch(pipe.read, events: EpollLoop.readable, watcher)
        Self.put(pipe.write)
        try await loop.sleep(nanoseconds: 1_000_000)
        loop.unwatch(pipe.read)
        loop.didClose(pipe.read)
        close(pipe.read)
        close(pipe.write)
      }
    }
    #expect(count == 3)
  }
}
