/// Goes over a JSON document once: checks its form, and notes where each value and each name begins. Escapes of texts are
/// checked by who reads them.
struct JSONIndex {
  private(set) var entries: [IndexedDocument.Entry] = []
  private(set) var hasEscapedNames = false
  private var reader = JSONReader()

  /// Throws ``JSONReader/Problem``.
  mutating func read(_ bytes: Span<UInt8>) throws(JSONReader.Problem) {
    // A report has a value in five bytes.
    entries.reserveCapacity(bytes.count / 5)
    try value(bytes)
    if let extra = reader.peek(bytes) { throw reader.unexpected(extra, "the end of the document") }
  }

  private mutating func value(_ bytes: Span<UInt8>) throws(JSONReader.Problem) {
    guard let first = reader.peek(bytes) else {
      throw reader.problem("the document ends where a value is expected")
    }
    let place = begin()
    switch first {
    case UInt8(ascii: "{"): try members(bytes)
    case UInt8(ascii: "["): try elements(bytes)
    case UInt8(ascii: "\""): _ = try reader.passText(bytes)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try reader.passNumber(bytes)
    case UInt8(ascii: "t"): try reader.pass("true", bytes)
    case UInt8(ascii: "f"): try reader.pass("false", bytes)
    case UInt8(ascii: "n"): try reader.pass("null", bytes)
    default: throw reader.unexpected(first, "a value")
    }
    end(place)
  }

  private mutating func members(_ bytes: Span<UInt8>) throws(JSONReader.Problem) {
    try reader.enter()
    if reader.take(UInt8(ascii: "}"), bytes) { return reader.leave() }
    repeat {
      guard reader.peek(bytes) == UInt8(ascii: "\"") else { throw reader.expected("a name in quotes", bytes) }
      let name = begin()
      if try reader.passText(bytes) { hasEscapedNames = true }
      end(name)
      guard reader.take(UInt8(ascii: ":"), bytes) else { throw reader.expected("':'", bytes) }
      try value(bytes)
    } while reader.take(UInt8(ascii: ","), bytes)
    guard reader.take(UInt8(ascii: "}"), bytes) else { throw reader.expected("',' or '}'", bytes) }
    reader.leave()
  }

  private mutating func elements(_ bytes: Span<UInt8>) throws(JSONReader.Problem) {
    try reader.enter()
    if reader.take(UInt8(ascii: "]"), bytes) { return reader.leave() }
    repeat {
      if !digits(bytes) { try value(bytes) }
    } while reader.take(UInt8(ascii: ","), bytes)
    guard reader.take(UInt8(ascii: "]"), bytes) else { throw reader.expected("',' or ']'", bytes) }
    reader.leave()
  }

  /// Notes an element that is a few digits, as nearly all are; `false` for others.
  private mutating func digits(_ bytes: Span<UInt8>) -> Bool {
    let start = reader.position
    var end = start
    while end < bytes.count, bytes[end] &- UInt8(ascii: "0") <= 9 { end += 1 }
    guard end > start, end < bytes.count, bytes[start] != UInt8(ascii: "0") || end == start + 1,
      bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: "]")
    else { return false }
    reader.position = end
    entries.append(IndexedDocument.Entry(start: UInt32(start), next: UInt32(entries.count + 1)))
    return true
  }

  private mutating func begin() -> Int {
    entries.append(IndexedDocument.Entry(start: UInt32(reader.position), next: 0))
    return entries.count - 1
  }

  private mutating func end(_ place: Int) { entries[place].next = UInt32(entries.count) }
}
