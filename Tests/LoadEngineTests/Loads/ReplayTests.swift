import LoadEngine
import RunModel
import Testing

/// Cases that say when they arrive, in virtual time.
@Suite struct ReplayTests {
  static func manifest(_ arrivals: [Double], most: Int = 100, overflow: OpenLoad.Overflow = .queue)
    -> RunManifest
  {
    let load = ReplayLoad(
      file: "t.jsonl", span: .seconds(arrivals.last ?? 0), count: arrivals.count,
      rules: .init(maxInFlight: most, overflow: overflow))
    var manifest = RunManifest.fixture(
      cases: arrivals.count, execution: ExecutionPolicy(load: LoadProfile(load)))
    for index in arrivals.indices { manifest.cases[index].arrival = arrivals[index] }
    return manifest
  }

  @Test func tasksArriveWhenTheirCasesSayEachOnce() async throws {
    let arrivals = [0, 0.25, 0.25, 3, 3.125, 60]
    let stub = try StubExecutor(simulatedDelay: 0.5, clock: .virtual)
    let result = try await stub.run(Self.manifest(arrivals))
    #expect(result.statistics.succeeded == 6 && result.taskResults.map(\.caseID).count == 6)
    #expect(result.taskResults.map { ($0.intendedStart - .zero).inSeconds } == arrivals)
    #expect(Set(result.taskResults.map(\.caseID)).count == 6)
  }

  @Test func whatIsBeyondTheMostWaitsOrIsDropped() async throws {
    let arrivals = [Double](repeating: 1, count: 10)
    for (overflow, succeeded) in [(OpenLoad.Overflow.queue, 10), (.drop, 4), (.grow, 10)] {
      let stub = try StubExecutor(simulatedDelay: 0.5, clock: .virtual)
      let result = try await stub.run(Self.manifest(arrivals, most: 4, overflow: overflow))
      #expect(result.statistics.succeeded == succeeded && result.statistics.total == 10, "\(overflow)")
      #expect(result.peakConcurrency == (overflow == .grow ? 10 : 4))
    }
  }
}
