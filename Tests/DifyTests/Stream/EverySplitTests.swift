import ServerSentEvents
import Testing

@testable import Dify

/// The parser over every recorded stream, cut in two at every position.
///
/// An event ends the parser's memory of it, so it is enough to cut each event everywhere and to go on to the end of
/// the next one: what comes after cannot differ.
@Suite struct EverySplitTests {
  struct Notes: EventSink, Equatable {
    var events: [[UInt8]] = []
    mutating func event(_ data: RawSpan) { events.append([UInt8](copying: data)) }
    mutating func ping() { events.append([]) }
  }

  static let streams = Recording.names.filter { (try? Recording($0))?.isStream == true }

  /// The stretches between blank lines, each with its blank line.
  static func stretches(_ body: [UInt8]) -> [[UInt8]] {
    var (stretches, start): ([[UInt8]], Int) = ([], 0)
    for index in body.indices where index > 0 && body[index] == 0x0a && body[index - 1] == 0x0a {
      stretches.append(Array(body[start...index]))
      start = index + 1
    }
    if start < body.count { stretches.append(Array(body[start...])) }
    return stretches
  }

  static func parse(_ pieces: [[UInt8]]) throws -> (notes: Notes, isInside: Bool) {
    var (parser, notes) = (EventStreamParser(), Notes())
    for piece in pieces { try parser.feed(piece.span.bytes, to: &notes) }
    return (notes, parser.isInsideEvent)
  }

  @Test func allRecordedStreamsAreHere() { #expect(Self.streams.count >= 35) }

  @Test(arguments: streams) func givesTheSameEvents(name: String) throws {
    let body = try Recording(name).body
    let stretches = Self.stretches(body)
    let whole = try Self.parse([body])
    #expect(try Self.parse(body.map { [$0] }) == whole, "byte by byte")
    var apart: [[UInt8]] = []
    for (index, stretch) in stretches.enumerated() {
      let next = index + 1 < stretches.count ? stretches[index + 1] : []
      let uncut = try Self.parse([stretch + next])
      apart += try Self.parse([stretch]).notes.events
      for cut in 1..<max(2, stretch.count) {
        let result = try Self.parse([Array(stretch[..<cut]), Array(stretch[cut...]) + next])
        #expect(result == uncut, "\(name): event \(index) cut at \(cut)")
      }
    }
    #expect(apart == whole.notes.events, "nothing of an event reaches the next")
  }
}
