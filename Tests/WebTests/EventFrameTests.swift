import ServerSentEvents
import Testing

@testable import WebServer

/// Events as the program's own reader of events understands them.
@Suite struct EventFrameTests {
  private struct Notes: EventSink {
    var events: [String] = []
    mutating func event(_ data: RawSpan) {
      events.append(data.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }
    mutating func ping() {}
  }

  @Test(arguments: [
    ("{}", "{}"), ("", ""), ("a\nb", "a\nb"), ("a\r\nb\rc\n", "a\nb\nc\n"), ("data: x", "data: x"),
    ("ü ✓", "ü ✓"),
  ]) func dataComesAsItWasSent(data: String, read: String) throws {
    var (parser, notes) = (EventStreamParser(), Notes())
    let bytes = EventFrame.bytes("state", data) + EventFrame.bytes("end", "2")
    try parser.feed(bytes.span.bytes, to: &notes)
    #expect(notes.events == [read, "2"])
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("event: state\ndata:"))
  }

  /// A viewer that is slow gets the newest frame, and nothing is queued.
  @Test func aSlowViewerMissesFramesAndGetsTheNewest() {
    var outbox = Outbox<Int>()
    #expect(outbox.offer(1) == 1 && outbox.isWriting)
    for frame in 2...1800 { #expect(outbox.offer(frame) == nil) }
    #expect(outbox.missed == 1798)
    #expect(outbox.wrote() == 1800 && outbox.isWriting)
    #expect(outbox.wrote() == nil && !outbox.isWriting)
    #expect(outbox.offer(1801) == 1801)
  }
}
