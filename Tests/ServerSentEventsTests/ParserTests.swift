import Foundation
import ServerSentEvents
import Statistics
import Testing

/// Notes what a parser tells.
struct Notebook: EventSink, Equatable {
  var notes: [String] = []
  mutating func event(_ data: RawSpan) {
    notes.append(data.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
  }
  mutating func ping() { notes.append("<ping>") }
}

/// Parses pieces one after the other.
func parse(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [String] {
  var parser = EventStreamParser(limit: limit)
  var notebook = Notebook()
  for piece in pieces { try parser.feed(piece.span.bytes, to: &notebook) }
  return notebook.notes
}

func parse(_ text: String) throws -> [String] { try parse([Array(text.utf8)]) }

/// The standard's algorithm, written plainly: the reference for the fast parser.
func referenceParse(_ bytes: [UInt8]) -> [String] {
  var rest = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
  var events: [String] = []
  var data: [[UInt8]] = []
  var isPing = false
  while let end = rest.firstIndex(where: { $0 == 0x0a || $0 == 0x0d }) {
    let line = Array(rest[..<end])
    let isCRLF = rest[end] == 0x0d && end + 1 < rest.endIndex && rest[end + 1] == 0x0a
    rest = rest[(end + (isCRLF ? 2 : 1))...]
    if line.isEmpty {
      if !data.isEmpty {
        events.append(String(decoding: Array(data.joined(separator: [0x0a])), as: UTF8.self))
      } else if isPing {
        events.append("<ping>")
      }
      data = []
      isPing = false
      continue
    }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[min(colon + 1, line.endIndex)...]
    if value.first == 0x20 { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "data": data.append(Array(value))
    case "event": isPing = Array(value) == Array("ping".utf8)
    default: break
    }
  }
  return events
}

@Suite struct ParserTests {
  @Test(
    arguments: [
      ("data: a\n\n", ["a"]), ("data:a\n\n", ["a"]), ("data:  a\n\n", [" a"]), ("data: a\r\n\r\n", ["a"]),
      ("data: a\r\rdata: b\r\r", ["a", "b"]), ("data: a\ndata: b\n\n", ["a\nb"]), ("data\n\n", [""]),
      ("data\ndata\n\n", ["\n"]), (": comment\n\ndata: a\n\n", ["a"]),
      ("event: ping\n\ndata: a\n\n", ["<ping>", "a"]),
      ("event:ping\n\n", ["<ping>"]), ("event: ping\ndata: a\n\n", ["a"]), ("event: other\n\n", []),
      ("id: 1\nretry: 5\nodd\ndata: a\n\n", ["a"]), ("\u{feff}data: a\n\n", ["a"]), ("data: a", []),
      ("\n\n\n", []),
      ("datax: a\ndat: b\n\n", []), ("data: a\n", []), ("event: ping\ndata\n\n", [""]),
    ] as [(String, [String])]) func followsTheStandard(text: String, events: [String]) throws
  {
    #expect(try parse(text) == events)
    #expect(referenceParse(Array(text.utf8)) == events)
  }

  @Test func knowsWhenItIsInsideAnEvent() throws {
    var parser = EventStreamParser()
    var notebook = Notebook()
    for (text, inside) in [("data: a\n\n", false), ("da", true), ("ta: b\n", true), ("\n", false)] {
      try parser.feed(Array(text.utf8).span.bytes, to: &notebook)
      #expect(parser.isInsideEvent == inside, "after \(text)")
    }
  }

  @Test func linesAndEventsAreBounded() throws {
    let long = Array(String(repeating: "x", count: 200).utf8)
    #expect(throws: EventStreamParser.Overflow(limit: 100)) {
      try parse([Array("data: ".utf8), long], limit: 100)
    }
    #expect(throws: EventStreamParser.Overflow(limit: 100)) {
      try parse([Array("data: ".utf8) + long + [10]], limit: 100)
    }
    let lines = Array(repeating: Array("data: 123456789\n".utf8), count: 20)
    #expect(throws: EventStreamParser.Overflow(limit: 100)) { try parse(lines, limit: 100) }
    #expect(throws: EventStreamParser.Overflow(limit: 100)) { try parse([Array(lines.joined())], limit: 100) }
  }

  @Test func agreesWithTheReferenceOnNoise() throws {
    let alphabet = [
      "data", ":", " ", "\n", "\r", "\r\n", "event", "ping", "é", "🦊", "x", "data: ", "\n\n", "\u{feff}",
      "event: ping\n",
    ]
    for seed in 0..<3000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }.joined()
      let bytes = Array(text.utf8)
      var pieces: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...12, using: &random))
        pieces.append(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(try parse(pieces) == referenceParse(bytes), "seed \(seed): \(text.debugDescription)")
    }
  }
}

@Suite struct RecordedStreamsTests {
  static let names = [
    "workflow-run-streaming", "chat-llm-first-turn-streaming", "workflow-slow-25s-streaming-with-pings",
    "workflow-llm-errmid-streaming", "agent-streaming", "chat-unicode-streaming",
  ]

  /// The body of a recorded answer without its chunk framing.
  static func body(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "http"))
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let answer = text.components(separatedBy: "===== response =====\n")[1].replacingOccurrences(
      of: "\r\n", with: "\n")
    var lines = answer.components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n").components(
      separatedBy: "\n")
    lines.removeAll { !$0.isEmpty && $0.allSatisfy(\.isHexDigit) }
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test(arguments: names) func everySplitGivesTheSameEvents(name: String) throws {
    let body = try Self.body(name)
    let whole = try parse([body])
    #expect(whole.count > 3 && whole.allSatisfy { $0 == "<ping>" || $0.hasPrefix("{") })
    #expect(whole == referenceParse(body))
    if name.contains("pings") { #expect(whole.count { $0 == "<ping>" } == 2) }
    let step = max(1, body.count / 1500)
    for cut in stride(from: 1, to: body.count, by: step) {
      #expect(try parse([Array(body[..<cut]), Array(body[cut...])]) == whole, "cut at \(cut)")
    }
    #expect(try parse(body.map { [$0] }) == whole, "byte by byte")
  }
}
