/// What a connection can do to an answer. Pure.
extension MockFault {
  /// Whether it happens to the bytes, not to what they say.
  var isOfWire: Bool {
    switch self {
    case .closed, .garbage, .oddStatus, .slowHead, .endlessHead, .interim, .resetAfterHead, .resetMidway,
      .truncated, .bytewise, .longLength, .shortLength, .badChunk, .shortChunk, .noLength, .http10,
      .gzipBomb, .extraAnswer, .lateReset:
      true
    default: false
    }
  }

  /// Changes the bytes.
  func distort(_ script: inout WireScript, _ plan: AnswerPlan, version: String) {
    switch self {
    case .closed: script.replaceAll(by: [], .close)
    case .garbage: script.replaceAll(by: [0x16, 0x03, 0x01, 0x00, 0x2a, 0xff, 0x0d, 0x0a], .close)
    case .slowHead: script.dribbleHead()
    case .endlessHead: script.endlessHead()
    case .interim:
      script.head.bytes = Array("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".utf8) + script.head.bytes
    case .resetAfterHead: (script.body, script.end.bytes, script.ending) = ([], [], .reset)
    case .resetMidway:
      script.truncate()
      script.ending = .reset
    case .truncated: script.truncate()
    case .bytewise: script.dribbleBody()
    case .badChunk, .shortChunk: script.breakChunk(self, plan)
    case .extraAnswer:
      script.end.bytes += Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".utf8)
    case .lateReset: script.ending = .reset
    case .oddStatus, .longLength, .shortLength, .noLength, .http10, .gzipBomb:
      script.reframe(self, plan, version: version)
    default: break
    }
  }
}

extension WireScript {
  fileprivate mutating func replaceAll(by bytes: [UInt8], _ ending: Ending) {
    (head.bytes, body, end.bytes, self.ending) = (bytes, [], [], ending)
  }

  /// The head in pieces of two bytes, one each millisecond.
  fileprivate mutating func dribbleHead() {
    let pieces = stride(from: 0, to: head.bytes.count, by: 2).map { start in
      Piece(pause: 1, bytes: Array(head.bytes[start..<min(start + 2, head.bytes.count)]))
    }
    body = pieces + body
    head.bytes = []
  }

  fileprivate mutating func endlessHead() {
    let filler = String(repeating: "x", count: 80)
    let lines = Array((0..<100).map { "X-Filler-\($0): \(filler)\r\n" }.joined().utf8)
    head.bytes.removeLast(2)
    body = Array(repeating: Piece(pause: 1, bytes: lines), count: 10_000)
    (end.bytes, ending) = ([], .silence)
  }

  /// The first two thousand bytes one by one, the rest in one piece.
  fileprivate mutating func dribbleBody() {
    var pieces: [Piece] = []
    for piece in body {
      guard pieces.count < 2000 else {
        pieces.append(piece)
        continue
      }
      for (index, byte) in piece.bytes.enumerated() {
        pieces.append(Piece(pause: index == 0 ? max(piece.pause, 0.01) : 0.01, bytes: [byte]))
      }
    }
    body = pieces
  }

  /// A chunk whose size is no number, or more than comes. A document comes as one chunk then.
  fileprivate mutating func breakChunk(_ fault: MockFault, _ plan: AnswerPlan) {
    if !plan.isStream {
      var chunked = plan
      chunked.headers.append(.init(name: "Transfer-Encoding", value: "chunked"))
      head.bytes = Self.head(chunked, .close, keepsAlive: true, version: "")
      body = plan.pieces.map(Self.chunk)
    }
    let broken = fault == .badChunk ? "zz\r\n" : "FFF\r\ndata: "
    body = Array(body.prefix(body.count / 2)) + [Piece(pause: 0, text: broken)]
    (end.bytes, ending) = ([], .close)
  }

  /// Another status line or another way to tell the body's end.
  fileprivate mutating func reframe(_ fault: MockFault, _ plan: AnswerPlan, version: String) {
    var plan = plan
    var framing = plan.isStream ? Framing.chunks : .length(plan.body.count)
    switch fault {
    case .oddStatus: plan.status = 999
    case .longLength: (framing, ending) = (.length(plan.body.count + 100), .close)
    case .shortLength: (framing, ending) = (.length(max(0, plan.body.count - 10)), .close)
    case .gzipBomb: plan.headers.append(.init(name: "Content-Encoding", value: "gzip"))
    default: (framing, ending) = (.close, .close)
    }
    let keeps = ending == .keep
    head.bytes = Self.head(
      plan, framing, keepsAlive: keeps, version: version, http: fault == .http10 ? "HTTP/1.0" : "HTTP/1.1")
    if fault == .gzipBomb { return bomb(plan, version: version) }
    if case .chunks = framing { return }
    body = plan.pieces
    end.bytes = []
  }

  private mutating func bomb(_ plan: AnswerPlan, version: String) {
    let bytes = GzipBomb.bytes
    head.bytes = Self.head(plan, .length(bytes.count), keepsAlive: true, version: version)
    body = [Piece(pause: 0, bytes: bytes)]
    end.bytes = []
  }
}

/// A gzip stream that is a hundred and fifty times as long when it is unpacked: 17 MB.
enum GzipBomb {
  /// 65 536 times 258 zeros, in one block of fixed codes.
  static let bytes = {
    var bits = BitWriter()
    bits.bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
    bits.write(0b1, 1)
    bits.write(0b01, 2)
    bits.writeCode(0b0011_0000, 8)
    for _ in 0..<65_536 {
      bits.writeCode(0b1100_0101, 8)
      bits.writeCode(0, 5)
    }
    bits.writeCode(0, 7)
    bits.flush()
    return bits.bytes + Array(repeating: 0, count: 8)
  }()

  /// Bits as deflate packs them: numbers from their low bit, codes from their high bit.
  private struct BitWriter {
    var bytes: [UInt8] = []
    private var current: UInt8 = 0
    private var used: UInt8 = 0

    mutating func write(_ value: Int, _ count: Int) {
      for bit in 0..<count { add(UInt8(value >> bit & 1)) }
    }

    mutating func writeCode(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { add(UInt8(value >> bit & 1)) }
    }

    mutating func flush() { if used > 0 { bytes.append(current) } }

    private mutating func add(_ bit: UInt8) {
      current |= bit << used
      used += 1
      if used == 8 {
        bytes.append(current)
        (current, used) = (0, 0)
      }
    }
  }
}
