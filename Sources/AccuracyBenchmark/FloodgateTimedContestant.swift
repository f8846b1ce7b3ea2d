import CurlTransport
import Dify
import LoadEngine
import Reactor
import RunModel

/// The engine, the Dify client and its verdicts: the time to first event as a report has it.
struct FloodgateTimedContestant: TimedContestant {
  let name = "floodgate"

  func canDo(_ load: TimedLoad) -> Bool { true }

  func timesToFirstEvent(_ load: TimedLoad, port: Int) throws -> [(number: Int, nanoseconds: Int64)] {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    let collector = FirstEvents()
    try loop.runBlocking { try await Self.run(load, port, loop, collector) }
    return collector.times
  }

  private static func run(_ load: TimedLoad, _ port: Int, _ loop: EpollLoop, _ collector: FirstEvents)
    async throws
  {
    let transport = Transport(loop: loop, options: TransportOptions())
    let target = TargetSpecification(
      baseURL: "http://127.0.0.1:\(port)/v1", app: .workflow, responseMode: .streaming)
    let client = DifyClient(target: target, key: Secret("app-benchmark"), transport: transport)
    let scope = RunScope(runID: "benchmark", loop: loop, origin: loop.now, logger: .silent)
    let work = DifyWork(client: client, app: .workflow, scope: scope, keepsContent: false)
    let manifest = RunManifest(name: "accuracy", cases: cases(load.requests), execution: policy(load))
    _ = try await ConcurrentExecutor { try await work($0) }.run(
      manifest, header: manifest.header, sinks: [collector], keepsResults: false, on: loop)
    transport.shutdown()
  }

  private static func cases(_ count: Int) -> [TestCase] {
    (0..<count).map { TestCase(id: "case-\($0)", parameters: ["number": .integer(Int64($0))]) }
  }

  private static func policy(_ load: TimedLoad) -> ExecutionPolicy {
    guard case .arrivals(let rate, _) = load else { return ExecutionPolicy(concurrency: load.concurrency) }
    var policy = ExecutionPolicy(concurrency: load.concurrency)
    policy.rateControl = RateLimit(perMinute: Double(rate) * 60, burst: 1)
    return policy
  }
}

/// Keeps the time to first event of each success.
private final class FirstEvents: ResultSink, @unchecked Sendable {
  private(set) var times: [(number: Int, nanoseconds: Int64)] = []

  func record(_ result: TaskResult) {
    guard result.status == .succeeded, case .integer(let number)? = result.parameters["number"],
      let exchange = result.attempts.last?.exchanges.last, let first = exchange.firstEvent,
      let send = exchange.send
    else { return }
    times.append((Int(number), first.nanoseconds - send.nanoseconds))
  }
}
