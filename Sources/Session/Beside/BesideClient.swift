import CurlTransport
import Dify
import Reactor
import RunModel
import Synchronization

/// Requests beside the load, on a thread and connections of their own: what they cost the load does not wait for.
final class BesideClient: Sendable {
  private let loop: EpollLoop
  private let transport: Transport
  private let closed = Atomic<Bool>(false)

  /// What came of a request.
  struct Answer: Sendable {
    /// 0 when there was none.
    var status = 0
    var body: [UInt8] = []
    var retryAfter: Double?
    /// Why there was no answer, or none whole.
    var problem: String?
  }

  /// Starts the thread. Throws what the system refused.
  init(_ options: TransportOptions = TransportOptions()) throws {
    let loop = try EpollLoop()
    (self.loop, transport) = (loop, Transport(loop: loop, options: options))
  }

  /// Makes a request on that thread and sends it.
  func send(_ make: @escaping @Sendable () -> HTTPRequest) async -> Answer {
    await loop.perform { [transport] () async -> Answer in
      let reader = WholeAnswer()
      let transfer = await transport.perform(make(), reader)
      return Answer(
        status: transfer.status, body: reader.bytes, retryAfter: reader.retryAfter,
        problem: transfer.failure?.words ?? (reader.isTooLong ? "the answer is too long" : nil))
    }
  }

  var isClosed: Bool { closed.load(ordering: .relaxed) }

  /// Ends the connections and the thread; nothing is sent after that. A second time does nothing.
  func close() async {
    if closed.exchange(true, ordering: .relaxed) { return }
    await loop.perform { [transport] () async -> Void in transport.shutdown() }
    loop.shutdown()
  }
}

/// Keeps an answer as it comes, up to a limit.
private final class WholeAnswer: ResponseConsumer {
  private(set) var bytes: [UInt8] = []
  private(set) var retryAfter: Double?
  private(set) var isTooLong = false
  private static let limit = 4 << 20

  func head(_ head: borrowing ResponseHead, at instant: LoopInstant) {
    retryAfter = head.value("retry-after").flatMap { Double($0) }
  }

  func body(_ chunk: RawSpan, at instant: LoopInstant) -> Appetite {
    isTooLong = bytes.count + chunk.byteCount > Self.limit
    if isTooLong { return .nothing }
    bytes += [UInt8](copying: chunk)
    return .more
  }
}
