import CurlTransport
import Dify
import FoundationEssentials
import LoadEngine
import Reactor
import Report
import RunModel
import Session

/// All of floodgate: the engine, the Dify client, its verdicts, the measurements, and the results on disk.
struct FloodgateContestant: Contestant {
  let name = "floodgate, all included"

  func cost(of load: Load) throws -> Double {
    let before = CPUTime.ofThisProcess
    let loop = try EpollLoop()
    let file = RoundFile()
    let recorder = RunRecorder(
      warmUpEnd: nil, bands: nil, selections: [], writer: try ResultsWriter(path: file.path),
      keepsOutputs: false)
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

  private static func run(_ load: Load, _ loop: EpollLoop, _ recorder: RunRecorder) async throws -> Int {
    let transport = Transport(loop: loop, options: TransportOptions())
    let mode: TargetSpecification.ResponseMode = load.kind == .blocking ? .blocking : .streaming
    let base = String(load.url.split(separator: "/workflows/run", maxSplits: 1)[0])
    let target = TargetSpecification(baseURL: base, app: .workflow, responseMode: mode)
    // As long as Dify's: no request ends without a search for it.
    let key = Secret("app-Zk3v8Qw2LrT6yNb1Xc9HsE4d")
    let client = DifyClient(target: target, key: key, transport: transport)
    let scope = RunScope(runID: "benchmark", loop: loop, origin: loop.now, logger: .silent)
    let work = DifyWork(client: client, app: .workflow, scope: scope, keepsContent: false)
    var executor = ConcurrentExecutor { try await work($0) }
    executor.secrets = Secrets(others: [key])
    let manifest = RunManifest.fixture(cases: 1000)
    let header = ManifestHeader(name: "cost", execution: ExecutionPolicy(concurrency: load.concurrency))
    let cases = Repeated(cases: manifest.cases, count: load.requests)
    let result = try await executor.run(
      cases, header: header, sinks: [recorder], keepsResults: false, on: loop)
    if let problem = recorder.finish() { throw BrokenRound("floodgate", problem) }
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

/// The results file of a round.
private final class RoundFile {
  let path = FileManager.default.temporaryDirectory.appending(path: "floodgate-cost-\(UUID().uuidString).gz")
    .path()

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
