import LoadEngine
import RunModel
import Testing

/// How many are in flight at a time, as the server counts them: from the begin and the end of every attempt.
struct FlightCount {
  private var changes: [(at: Int64, change: Int)] = []

  init(_ spans: [(begin: Int64, end: Int64)]) {
    changes = spans.flatMap { [($0.begin, 1), ($0.end, -1)] }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  /// The share of a time, nanoseconds, in which exactly so many were in flight.
  func share(of number: Int, in span: Range<Int64>) -> Double {
    var (count, last, exact) = (0, span.lowerBound, Int64(0))
    for change in changes + [(span.upperBound, 0)] {
      let at = min(max(change.at, span.lowerBound), span.upperBound)
      if count == number { exact += at - last }
      (count, last) = (count + change.change, at)
    }
    return Double(exact) / Double(span.upperBound - span.lowerBound)
  }
}

/// Concurrency and rates as they are asked for, counted.
@Suite struct ConcurrencyFactTests {
  @Test(arguments: [1, 16, 256, 1000]) func ofSoManyUsersExactlySoManyAreInFlight(users: Int) async throws {
    let load = ClosedLoad(stages: [
      LoadStage(duration: .seconds(5), target: Double(users), isWarmUp: true),
      LoadStage(duration: .seconds(20), target: Double(users)),
    ])
    let stub = try StubExecutor(simulatedDelay: 1, clock: .virtual)
    let result = try await stub.run(
      RunManifest.fixture(cases: 7, execution: ExecutionPolicy(load: .closed(load))))
    let spans = result.taskResults.flatMap(\.attempts).map { ($0.start.nanoseconds, $0.end.nanoseconds) }
    #expect(FlightCount(spans).share(of: users, in: 5_000_000_000..<25_000_000_000) >= 0.99)
    #expect(result.peakConcurrency == users)
  }

  @Test(arguments: [1.0, 200, 1000, 5000]) func aRateIsMetWithinHalfAPercent(rate: Double) async throws {
    let load = OpenLoad(
      stages: [LoadStage(duration: .seconds(60), target: rate)], maxInFlight: 10_000)
    let stub = try StubExecutor(simulatedDelay: 0.5, clock: .virtual)
    let result = try await stub.run(
      RunManifest.fixture(cases: 7, execution: ExecutionPolicy(load: .open(load))))
    let begun = result.taskResults.compactMap(\.attempts.first).count { $0.start < .zero + .seconds(60) }
    #expect(abs(Double(begun) / (rate * 60) - 1) <= 0.005, "\(begun)")
  }
}
