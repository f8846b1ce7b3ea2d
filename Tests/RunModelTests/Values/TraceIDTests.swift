import RunModel
import Testing

@Suite struct TraceIDTests {
  private let traces = (0..<20_000).map { TraceID(run: "20261128T040033-trial-84f7", task: "task-\($0)") }

  @Test func idsAreUniqueAndTheSameAgain() {
    #expect(Set(traces).count == traces.count)
    #expect(TraceID(run: "20261128T040033-trial-84f7", task: "task-7") == traces[7])
    #expect(TraceID(run: "20261128T040033-trial-84f8", task: "task-7") != traces[7], "another run's")
    let spans = Set(
      (0..<20).flatMap { attempt in (0..<20).map { traces[7].span(attempt: attempt, request: $0) } })
    #expect(spans.count == 400 && !spans.contains(0))
  }

  @Test(arguments: [(0, 1, true, "01"), (2, 3, false, "00")])
  func theHeaderHasW3CsForm(attempt: Int, request: Int, isSampled: Bool, flags: String) throws {
    let text = traces[3].parent(attempt: attempt, request: request, isSampled: isSampled)
    let parts = try #require(text.wholeMatch(of: #/00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])/#)).output
    #expect(String(parts.1) == traces[3].text && String(parts.3) == flags)
    #expect(String(parts.2) == traces[3].span(attempt: attempt, request: request).hexadecimal)
    var exchange = ExchangeRecord()
    exchange.traceparent = text
    #expect(exchange.traceID == traces[3].text)
  }

  /// Of 20 000 tasks a share of 0.1 is 2 000 with a standard deviation of 42.
  @Test func samplesAreAsLargeAsAskedAndLieInEachOther() {
    #expect(traces.allSatisfy { $0.isSampled(1) && !$0.isSampled(0) })
    let (small, large) = (traces.filter { $0.isSampled(0.1) }, traces.filter { $0.isSampled(0.3) })
    #expect((1790...2210).contains(small.count) && (5690...6310).contains(large.count))
    #expect(Set(small).isSubset(of: large))
  }

  @Test(arguments: [(UInt64(0), "0000000000000000"), (255, "00000000000000ff"), (.max, "ffffffffffffffff")])
  func digitsArePadded(value: UInt64, text: String) { #expect(value.hexadecimal == text) }
}
