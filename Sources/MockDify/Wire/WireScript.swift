import NIOHTTP1

/// An answer as bytes: the head, the framed body, the end, and what becomes of the connection. Pure.
struct WireScript {
  typealias Piece = AnswerPlan.Piece

  /// What becomes of the connection.
  enum Ending {
    /// It may be used again.
    case keep
    /// It is closed, orderly.
    case close
    /// It is reset.
    case reset
    /// Nothing more comes, and it stays.
    case silence
  }

  var head: Piece
  var body: [Piece]
  var end: Piece
  var ending: Ending

  /// How the body's end is told.
  enum Framing { case chunks, length(Int), close }

  init(_ plan: AnswerPlan, keepsAlive: Bool, version: String) {
    let framing: Framing = plan.isStream ? .chunks : .length(plan.body.count)
    head = Piece(
      pause: plan.firstByte, bytes: Self.head(plan, framing, keepsAlive: keepsAlive, version: version))
    body = plan.pieces.map { plan.isStream ? Self.chunk($0) : $0 }
    end = Piece(pause: plan.lastPause, text: plan.isStream ? "0\r\n\r\n" : "")
    ending = keepsAlive ? .keep : .close
    switch plan.ending {
    case .complete: break
    case .truncated: truncate()
    case .reset: (head.bytes, body, end.bytes, ending) = ([], [], [], .reset)
    case .hang: (end, ending) = (Piece(pause: 0, bytes: []), .silence)
    }
    if plan.ending == .hang, plan.pieces.isEmpty { head.bytes = [] }
    plan.wireFault?.distort(&self, plan, version: version)
  }

  /// The connection closes in the middle of the body.
  mutating func truncate() {
    if body.count == 1 { body[0].bytes.removeLast(body[0].bytes.count / 2) }
    body = Array(body.prefix(body.count / 2 + 1))
    (end.bytes, ending) = ([], .close)
  }

  /// A piece as a chunk. One without bytes is a pause only: as a chunk it would be the end.
  static func chunk(_ piece: Piece) -> Piece {
    if piece.bytes.isEmpty { return piece }
    let size = Array((String(piece.bytes.count, radix: 16, uppercase: true) + "\r\n").utf8)
    var chunk = Piece(pause: piece.pause, bytes: size + piece.bytes + [0x0d, 0x0a])
    chunk.needsTool = piece.needsTool
    return chunk
  }

  /// Status line and headers.
  static func head(
    _ plan: AnswerPlan, _ framing: Framing, keepsAlive: Bool, version: String, http: String = "HTTP/1.1"
  ) -> [UInt8] {
    let reason = HTTPResponseStatus(statusCode: plan.status).reasonPhrase
    var lines = [
      "\(http) \(plan.status) \(reason)",
      "Server: \(plan.contentType.hasPrefix("text/html") ? "nginx/1.22.1" : "gunicorn")",
      "Content-Type: \(plan.contentType)", "X-Version: \(version)", "X-Env: PRODUCTION",
    ]
    lines += plan.headers.map { "\($0.name): \($0.value)" }
    switch framing {
    case .chunks: lines.append("Transfer-Encoding: chunked")
    case .length(let count) where plan.status != 204: lines.append("Content-Length: \(count)")
    case .length, .close: break
    }
    if !keepsAlive { lines.append("Connection: close") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
