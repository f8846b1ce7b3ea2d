import CurlTransport
import Dify
import FoundationEssentials
import LoadEngine
import Reactor
import Report
import RunModel

/// All of floodgate: the engine, the Dify client, its verdicts, the measurements, and the results on disk.
struct FloodgateContestant: Contestant {
  let name = "floodgate, all included"

  func cost(of load: Load) throws -> Double {
    let before = CPUTime.ofThisProcess
    let loop = try EpollLoop()
    let recorder = try Recorder()
    let succeeded = try loop.runBlocking { try await Self.run(load, loop, recorder) }
    loop.shutdown()
    let cost = CPUTime.ofThisProcess - before
    guard succeeded == load.requests else {
      let failures = recorder.measurements.failures.map {
        "\($0.key): \($0.value.samples.first?.message ?? "")"
      }
      throw BrokenRound(name, "\(load.requests - succeeded) of \(load.requests) requests failed: \(failures)")
    }
    return cost
  }

  private static func run(_ load: Load, _ loop: EpollLoop, _ recorder: Recorder) async throws -> Int {
    let transport = Transport(loop: loop, options: TransportOptions())
    let mode: TargetSpecification.ResponseMode = load.kind == .blocking ? .blocking : .streaming
    let base = String(load.url.split(separator: "/workflows/run", maxSplits: 1)[0])
    let target = TargetSpecification(baseURL: base, app: .workflow, responseMode: mode)
    let client = DifyClient(target: target, key: Secret("app-benchmark"), transport: transport)
    let scope = RunScope(runID: "benchmark", loop: loop, origin: loop.now, logger: .silent)
    let work = DifyWork(client: client, app: .workflow, scope: scope, keepsContent: false)
    let executor = ConcurrentExecutor { try await work($0) }
    let manifest = RunManifest.fixture(cases: 1000)
    let header = ManifestHeader(name: "cost", execution: ExecutionPolicy(concurrency: load.concurrency))
    let cases = Repeated(cases: manifest.cases, count: load.requests)
    let result = try await executor.run(
      cases, header: header, sinks: [recorder], keepsResults: false, on: loop)
    try recorder.finish()
    transport.shutdown()
    return result.statistics.succeeded
  }
}

/// So many cases out of a few.
private struct Repeated: CaseSource {
  var cases: [TestCase]
  var count: Int

  var caseCount: Int? { count }

  func makeCaseIterator() -> any CaseIterator { Iterator(cases: cases, left: count) }

  private struct Iterator: CaseIterator {
    var cases: [TestCase]
    var left: Int

    mutating func nextCase() -> TestCase? {
      guard left > 0 else { return nil }
      left -= 1
      return cases[left % cases.count]
    }
  }
}

/// Measures and writes, as the command line does.
private final class Recorder: ResultSink, @unchecked Sendable {
  private(set) var measurements = RunMeasurements()
  private let writer: ResultsWriter
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "floodgate-cost-\(UUID().uuidString).gz")
      .path()
    writer = try ResultsWriter(path: path)
  }

  func record(_ result: TaskResult) {
    measurements.record(result)
    writer.add(result)
  }

  func finish() throws {
    try writer.finish()
    try FileManager.default.removeItem(atPath: path)
  }
}
