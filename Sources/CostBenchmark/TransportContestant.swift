import CurlTransport
import Reactor

/// The transport on its loop: users that send one request after another and count bytes.
struct TransportContestant: Contestant {
  let name = "CurlTransport"

  func cost(of load: Load) throws -> Double {
    let before = CPUTime.ofThisProcess
    let loop = try EpollLoop()
    let succeeded = try loop.runBlocking {
      let users = Users(load, on: loop)
      await withDiscardingTaskGroup { group in
        for _ in 0..<load.concurrency { group.addTask(executorPreference: loop) { await users.user() } }
      }
      return await users.finish()
    }
    loop.shutdown()
    let cost = CPUTime.ofThisProcess - before
    guard succeeded == load.requests else {
      throw BrokenRound(name, "\(load.requests - succeeded) of \(load.requests) requests failed")
    }
    return cost
  }
}

/// The virtual users, on the loop.
private actor Users {
  nonisolated let loop: EpollLoop
  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  private lazy var transport = Transport(loop: loop, options: TransportOptions())
  private let request: HTTPRequest
  private var left: Int
  private var succeeded = 0

  init(_ load: Load, on loop: EpollLoop) {
    self.loop = loop
    left = load.requests
    request = HTTPRequest(
      .post, load.url,
      headers: ["Content-Type: application/json", "Authorization: Bearer app-benchmark"],
      body: Array(load.body.utf8), timeout: 60_000)
  }

  func user() async {
    let counter = ByteCounter()
    while left > 0 {
      left -= 1
      let transfer = await transport.perform(request, counter)
      if transfer.failure == nil, transfer.status == 200 { succeeded += 1 }
    }
  }

  func finish() -> Int {
    transport.shutdown()
    return succeeded
  }
}

private final class ByteCounter: ResponseConsumer {
  private(set) var bytes = 0

  func head(_ head: borrowing ResponseHead, at instant: LoopInstant) {}

  func body(_ bytes: RawSpan, at instant: LoopInstant) -> Appetite {
    self.bytes += bytes.byteCount
    return .more
  }
}
