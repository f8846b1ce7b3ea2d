import Testing

@testable import RunModel

/// Sums over exchanges, and what is known of a part by its counts alone.
@Suite struct TrafficTests {
  private static func exchange(_ scale: Int) -> ExchangeRecord {
    var exchange = ExchangeRecord()
    (exchange.bytesSent, exchange.bytesReceived) = (Int64(scale) * 10, Int64(scale) * 700)
    (exchange.events, exchange.textEvents, exchange.pings) = (scale * 9, scale * 6, scale)
    (exchange.coalescedReads, exchange.eventReads) = (scale * 2, scale * 5)
    exchange.handledErrors = scale * 3
    return exchange
  }

  @Test("The sums of parts are the sums of the whole")
  func parts() {
    var (left, right, whole) = (Traffic(), Traffic(), Traffic())
    left.add(Self.exchange(1))
    right.add(Self.exchange(2))
    for scale in 1...2 { whole.add(Self.exchange(scale)) }
    left.merge(right)
    #expect(left == whole)
    #expect(whole.requests == 2 && whole.bytesSent == 30 && whole.bytesReceived == 2100)
    #expect(whole.events == 27 && whole.handledErrors == 9)
  }

  @Test("A stretch of time adds its tasks by their status, its tokens, events and bytes")
  func stretch() {
    var tally = Tally()
    for _ in 0..<2 { tally.add(finished: [5, 4, 3, 2, 1], tokens: 70, events: 6, bytesReceived: 900) }
    let counts = tally.statistics
    #expect(counts.total == 30 && counts.tokens.total == 140)
    #expect(TimeWindow.statuses.map(counts.count(of:)) == [10, 8, 6, 4, 2])
    #expect(tally.traffic.events == 12 && tally.traffic.bytesReceived == 1800)
  }
}
