import Judgement
import LoadEngine
import RunModel
import Synchronization
import Testing

@Suite struct ReachedLoadTests {
  private final class Measuring: ResultSink {
    let measurements = Mutex(RunMeasurements())
    func record(_ result: TaskResult) { measurements.withLock { $0.record(result) } }
  }

  /// A run of 20 arrivals a second for 10 s in virtual time, each task taking so long.
  private static func reached(
    _ time: Duration, places: Int = 4, _ overflow: OpenLoad.Overflow = .queue,
    stops: StopConditions = .init(),
    late: Bool = false
  ) async throws -> ReachedLoad? {
    let load = OpenLoad(
      stages: [LoadStage(duration: .seconds(10), target: 20)], maxInFlight: places, overflow: overflow)
    let manifest = RunManifest.fixture(
      cases: 3,
      execution: ExecutionPolicy(stopConditions: stops, load: .open(load), drainLimit: .seconds(600)))
    let sink = Measuring()
    let result = try await ConcurrentExecutor(clock: .virtual) { context in
      try await context.sleep(for: time)
      return TaskOutput()
    }.run(manifest, sinks: [sink])
    return ReachedLoad(
      manifest.header, sink.measurements.withLock { $0 }, result.stopReason, generatorWasLate: late)
  }

  @Test func aPlanThatIsMetNeedsNoWords() async throws {
    let reached = try await Self.reached(.milliseconds(150))
    #expect(reached?.share == 1 && reached?.isReached == true)
    #expect(reached?.sentence == nil && reached?.words == "20.0 a second asked, 20.0 reached")
  }

  /// Four places of 1 s each are four a second.
  @Test func aQueueBeforeASlowServerIsNamed() async throws {
    let reached = try #require(try await Self.reached(.seconds(1)))
    #expect(reached.planned == 200 && reached.dropped == 0 && reached.begunInTime == 40)
    #expect(
      reached.sentence
        == "asked 20.0 arrivals a second, reached 4.00 (20.0 %): arrivals waited while 4 tasks were in flight (max_in_flight), so the server was slower than the plan"
    )
    let late = try await Self.reached(.seconds(1), late: true)
    #expect(late?.sentence?.hasSuffix("(20.0 %): the generator was late") == true)
  }

  @Test func droppedArrivalsAreCounted() async throws {
    let reached = try #require(try await Self.reached(.seconds(1), .drop))
    #expect(reached.planned == 200 && reached.dropped == 160 && reached.begunInTime == 40)
    #expect(
      reached.sentence?.contains(
        "160 arrivals were dropped while 4 tasks were in flight")
        == true)
  }

  @Test func aRunThatWasEndedEarlyIsNotComparedWithItsPlan() async throws {
    let ended = try await Self.reached(.seconds(1), stops: StopConditions(timeoutTotal: .seconds(3)))
    #expect(ended == nil)
  }

  @Test func runsWithoutAPlanOfArrivalsHaveNone() {
    #expect(
      ReachedLoad(ManifestHeader(name: "cases"), RunMeasurements(), nil, generatorWasLate: false) == nil)
  }

  @Test func shardsSideBySideReachTheirSum() async throws {
    let (slow, quick) = (try await Self.reached(.seconds(1)), try await Self.reached(.milliseconds(150)))
    let sum = try #require(ReachedLoad.sum([slow, quick]))
    #expect(sum.planned == 400 && sum.begunInTime == 240 && sum.share == 0.6 && sum.length == 10)
    #expect(ReachedLoad.sum([slow, nil]) == nil && ReachedLoad.sum([]) == nil)
  }
}
