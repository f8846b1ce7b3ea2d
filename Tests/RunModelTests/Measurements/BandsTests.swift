import RunModel
import Statistics
import Testing

@Suite struct BandsTests {
  static let bands = [
    PerformanceBand(
      name: "excellent", responseTime: 2, firstText: 0.5, longestGap: 0.2, tokens: 100, cost: Price(units: 5)),
    PerformanceBand(name: "good", responseTime: 5),
  ]

  /// A result that took so long, seconds.
  static func result(
    took seconds: Double, status: TaskStatus = .succeeded, firstText: Double? = 0.1, gap: Double = 0.1,
    tokens: Int = 10, cost: Int64 = 1
  ) -> TaskResult {
    func instant(_ seconds: Double) -> RunInstant { RunInstant(nanoseconds: Int64(seconds * 1e9)) }
    var exchange = ExchangeRecord()
    exchange.send = .zero
    exchange.firstText = firstText.map(instant)
    exchange.longestGap = Int64(gap * 1e9)
    exchange.tokens = TokenUsage(total: tokens)
    exchange.price = Price(units: cost)
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: instant(seconds),
      status: status, exchanges: [exchange])
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "app", scenario: "s", status: status,
      finished: instant(seconds), attempts: [attempt])
  }

  struct Row: Sendable {
    var result: TaskResult
    var band: String?
  }

  static let rows = [
    Row(result: result(took: 1.999), band: "excellent"), Row(result: result(took: 2), band: "good"),
    Row(result: result(took: 4.999), band: "good"), Row(result: result(took: 5), band: nil),
    Row(result: result(took: 1, status: .failed), band: nil),
    Row(result: result(took: 1, firstText: 0.5), band: "good"),
    Row(result: result(took: 1, firstText: nil), band: "good"),
    Row(result: result(took: 1, gap: 0.2), band: "good"),
    Row(result: result(took: 1, tokens: 100), band: "excellent"),
    Row(result: result(took: 1, tokens: 101), band: "good"),
    Row(result: result(took: 1, cost: 5), band: "excellent"),
    Row(result: result(took: 1, cost: 6), band: "good"),
  ]

  @Test("B15 a task belongs to the first band whose limits it meets", arguments: rows.indices)
  func belongs(index: Int) {
    let row = Self.rows[index]
    var measurements = RunMeasurements(bands: Self.bands)
    measurements.record(row.result)
    let table = measurements.bands!
    #expect(table.counts == Self.bands.map { $0.name == row.band ? 1 : 0 })
    #expect(table.others == (row.band == nil ? 1 : 0) && table.total == 1)
  }

  @Test func partsAddUpToTheWhole() {
    var whole = RunMeasurements(bands: Self.bands)
    var parts = [RunMeasurements(bands: Self.bands), RunMeasurements(bands: Self.bands)]
    for (index, row) in Self.rows.enumerated() {
      whole.record(row.result)
      parts[index % 2].record(row.result)
    }
    parts[0].merge(parts[1])
    #expect(parts[0].bands == whole.bands && whole.bands?.good == 10 && whole.bands?.total == 12)
    whole.merge(RunMeasurements())
    #expect(whole.bands == nil, "a part without bands leaves nothing that could be said of the whole")
  }

  @Test func theWarmUpIsNoPartOfTheSteadyTime() {
    let measurements = RunMeasurements(warmUpEnd: RunInstant(nanoseconds: 4_000_000_000))
    #expect(measurements.steadySeconds(of: 10) == 6 && measurements.steadySeconds(of: 3) == 0)
    #expect(RunMeasurements().steadySeconds(of: 10) == 10)
  }
}
