/// Takes what a parser finds.
package protocol EventSink {
  /// An event with data. The bytes are the parser's or the caller's: valid during the call only.
  mutating func event(_ data: RawSpan)

  /// An `event: ping` without data: the server lives.
  mutating func ping()
}

/// Reads `text/event-stream`, fed with whatever the network gives: a pure byte machine.
///
/// Follows the WHATWG standard: LF, CRLF and CR end lines, a leading byte order mark and comments are skipped,
/// data lines are joined by LF, an event without data is not dispatched (but a ping is told). Bytes are copied
/// only when a line or an event is cut by the edge of a piece.
package struct EventStreamParser: Sendable {
  /// A line or an event is longer than allowed.
  package struct Overflow: Error, Sendable, Equatable {
    package var limit: Int

    package init(limit: Int) { self.limit = limit }
  }

  private let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var isPing = false
  private var skipsLineFeed = false
  private var isAtStart = true
  /// The event's data when it is one line of the current piece: no copy is made then.
  private var dataInPiece: Range<Int>?

  /// - Parameter limit: the most bytes of a line, and of an event's data.
  package init(limit: Int = 16 << 20) { self.limit = limit }

  /// Whether an event has begun that no blank line has ended yet.
  package var isInsideEvent: Bool { hasData || !line.isEmpty || isPing }

  /// Takes the next piece. Throws ``Overflow``; the parser is of no use after.
  package mutating func feed(_ piece: RawSpan, to sink: inout some EventSink) throws(Overflow) {
    var position = 0
    if skipsLineFeed, !piece.isEmpty {
      if piece.byte(0) == UInt8(ascii: "\n") { position = 1 }
      skipsLineFeed = false
    }
    while let end = piece.firstLineEnd(from: position) {
      if line.isEmpty {
        try take(piece, position..<end, isPiece: true, to: &sink)
      } else {
        try takeCutLine(piece, position..<end, to: &sink)
      }
      position = end + 1
      guard piece.byte(end) == UInt8(ascii: "\r") else { continue }
      if position == piece.byteCount {
        skipsLineFeed = true
      } else if piece.byte(position) == UInt8(ascii: "\n") {
        position += 1
      }
    }
    try keep(piece, from: position)
  }

  /// A line whose beginning came in an earlier piece.
  private mutating func takeCutLine(
    _ piece: RawSpan, _ range: Range<Int>, to sink: inout some EventSink
  ) throws(Overflow) {
    let whole = line.appending(piece, range)
    line = []
    try unsafe take(whole.span.bytes, 0..<whole.count, isPiece: false, to: &sink)
    line = whole
    line.removeAll(keepingCapacity: true)
  }

  /// Keeps what the next piece will go on with.
  private mutating func keep(_ piece: RawSpan, from position: Int) throws(Overflow) {
    if let range = dataInPiece {
      data.append(piece, range)
      dataInPiece = nil
    }
    guard position < piece.byteCount else { return }
    guard line.count + piece.byteCount - position <= limit else { throw Overflow(limit: limit) }
    line.append(piece, position..<piece.byteCount)
  }

  private mutating func take(
    _ bytes: RawSpan, _ wholeLine: Range<Int>, isPiece: Bool, to sink: inout some EventSink
  ) throws(Overflow) {
    var range = wholeLine
    if isAtStart {
      isAtStart = false
      if bytes.starts(with: [0xef, 0xbb, 0xbf], at: range) {
        range = range.lowerBound + 3..<range.upperBound
      }
    }
    if range.isEmpty { return dispatch(bytes, to: &sink) }
    guard range.count <= limit else { throw Overflow(limit: limit) }
    if bytes.starts(with: Self.dataField, at: range) {
      var start = range.lowerBound + 5
      if start < range.upperBound, bytes.byte(start) == UInt8(ascii: " ") { start += 1 }
      try addData(bytes, start..<range.upperBound, isPiece: isPiece)
    } else if range.count == 4, bytes.starts(with: Self.dataName, at: range) {
      try addData(bytes, range.upperBound..<range.upperBound, isPiece: isPiece)
    } else if range.count == 5, bytes.starts(with: Self.eventName, at: range) {
      isPing = false
    } else if bytes.starts(with: Self.eventField, at: range) {
      isPing = bytes.equals(Self.ping, at: range.lowerBound + 6..<range.upperBound)
    }
  }

  private mutating func addData(_ bytes: RawSpan, _ range: Range<Int>, isPiece: Bool) throws(Overflow) {
    if !hasData, isPiece {
      dataInPiece = range
    } else {
      guard data.count + range.count < limit else { throw Overflow(limit: limit) }
      if let first = dataInPiece {
        // A second line: the first has to be kept now. It lies in the same piece.
        data.append(bytes, first)
        dataInPiece = nil
      }
      if hasData { data.append(UInt8(ascii: "\n")) }
      data.append(bytes, range)
    }
    hasData = true
  }

  private mutating func dispatch(_ bytes: RawSpan, to sink: inout some EventSink) {
    if let range = dataInPiece {
      sink.event(bytes.extracting(range))
      dataInPiece = nil
    } else if hasData {
      unsafe sink.event(data.span.bytes)
    } else if isPing {
      sink.ping()
    }
    data.removeAll(keepingCapacity: true)
    hasData = false
    isPing = false
  }

  private static let dataField = Array("data:".utf8)
  private static let dataName = Array("data".utf8)
  private static let eventField = Array("event:".utf8)
  private static let eventName = Array("event".utf8)
  private static let ping = Array("ping".utf8)
}
