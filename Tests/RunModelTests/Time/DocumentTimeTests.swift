import Testing

@testable import RunModel

/// Where the time of an answer went that is one document and no stream.
@Suite struct DocumentTimeTests {
  private static func at(_ milliseconds: Int64) -> RunInstant {
    RunInstant(nanoseconds: milliseconds * 1_000_000)
  }

  private static func parts(_ calls: [CallRecord]?) -> TimeParts {
    var exchange = ExchangeRecord()
    (exchange.send, exchange.ready, exchange.sent) = (at(0), at(0), at(10))
    (exchange.firstByte, exchange.close, exchange.calls) = (at(25), at(100), calls)
    return TimeParts(
      AttemptRecord(
        number: 1, intendedStart: at(0), admitted: at(0), granted: at(0), start: at(0), end: at(100),
        status: .succeeded, exchanges: [exchange]))
  }

  @Test(
    "What follows the first byte is the application's where the document was being indexed, else transport's",
    arguments: [
      ([CallRecord(.create, took: 1), CallRecord(.indexing, took: 2)], .application),
      ([CallRecord(.suggested, took: 1)], .remainder), ([], .remainder), (nil, .remainder),
    ] as [([CallRecord]?, TimePart)])
  func rest(calls: [CallRecord]?, part: TimePart) {
    let parts = Self.parts(calls)
    #expect(parts[.requestSent] == 10_000_000 && parts[.headers] == 15_000_000)
    #expect(parts[part] == 75_000_000 && parts.total == 100_000_000)
  }
}
