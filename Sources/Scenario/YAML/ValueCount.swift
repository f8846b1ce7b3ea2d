/// Counts the values of a YAML text without reading it: about as many as there will be nodes. Pure.
struct ValueCount {
  /// The line and column, from 1, of the value that is one too many; `nil` when there are fewer.
  static func place(of limit: Int, in text: String) -> (line: Int, column: Int)? {
    // Each value has a sign of its own.
    guard text.utf8.count > limit else { return nil }
    var count = ValueCount(limit: limit)
    for byte in text.utf8 {
      count.take(byte)
      if count.values > limit { return (count.line, count.column) }
    }
    return nil
  }

  private let limit: Int
  private var values = 0
  private var line = 1
  private var column = 0
  private var depth = 0
  private var quote: UInt8?
  private var isComment = false
  private var previous = UInt8(ascii: "\n")
  private var indent = 0
  /// The lines of a text (after `|` or `>`) are deeper than this.
  private var block: Int?
  private var isAtStart = true

  private init(limit: Int) { self.limit = limit }

  private mutating func take(_ byte: UInt8) {
    defer { previous = byte }
    column += 1
    if byte == UInt8(ascii: "\n") { return endLine() }
    if isAtStart {
      if byte == UInt8(ascii: " ") { return indent += 1 }
      isAtStart = false
      if let block, indent <= block { self.block = nil }
    }
    if block != nil || isComment { return }
    if let open = quote {
      if byte == open, open != UInt8(ascii: "\"") || previous != UInt8(ascii: "\\") { quote = nil }
      return
    }
    takePlain(byte)
  }

  private mutating func takePlain(_ byte: UInt8) {
    let isAfterSpace = previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\n")
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if isAfterSpace || ",[{:".utf8.contains(previous) { quote = byte }
    case UInt8(ascii: "#"): isComment = isAfterSpace
    case UInt8(ascii: "["), UInt8(ascii: "{"): (depth, values) = (depth + 1, values + 1)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
    case UInt8(ascii: ","): if depth > 0 { values += 1 }
    case UInt8(ascii: ":"): values += 2
    case UInt8(ascii: "-"): if isAfterSpace, depth == 0 { values += 1 }
    default: break
    }
  }

  private mutating func endLine() {
    if block == nil, quote == nil, depth == 0, previous == UInt8(ascii: "|") || previous == UInt8(ascii: ">")
    {
      block = indent
    }
    (line, column, indent, isComment, isAtStart) = (line + 1, 0, 0, false, quote == nil)
  }
}
