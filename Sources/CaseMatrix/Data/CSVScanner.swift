/// Goes through comma-separated values (RFC 4180), a record at a time. Line ends are LF or CRLF; blank lines are
/// left out.
struct CSVScanner {
  /// A larger field is refused, bytes.
  static let fieldLimit = 1 << 20

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let file: String
  /// The next byte.
  private(set) var offset: Int
  /// The line that it is in, from 1.
  private(set) var line: Int

  /// A scanner that begins at a byte.
  init(_ bytes: [UInt8], delimiter: UInt8, file: String, offset: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.file = file
    self.offset = offset
    self.line = line
  }

  /// Goes to the next record; `false` at the end.
  mutating func findRecord() -> Bool {
    while offset < bytes.count {
      if bytes[offset] == 0x0a {
        offset += 1
      } else if bytes[offset] == 0x0d, offset + 1 < bytes.count, bytes[offset + 1] == 0x0a {
        offset += 2
      } else {
        return true
      }
      line += 1
    }
    return false
  }

  /// The fields of the record that begins here. Throws ``DataProblem``.
  mutating func record() throws(DataProblem) -> [String] {
    var fields: [String] = []
    try eachField { _, content in fields.append(String(decoding: content, as: UTF8.self)) }
    return fields
  }

  /// Goes over a record and counts its fields. Throws ``DataProblem``.
  mutating func skipRecord() throws(DataProblem) -> Int {
    var count = 0
    try eachField { _, _ in count += 1 }
    return count
  }

  /// Hands out each field: the byte at which it begins and what it says.
  private mutating func eachField(_ body: (Int, ArraySlice<UInt8>) -> Void) throws(DataProblem) {
    while true {
      let (start, startLine) = (offset, line)
      let content = try field()
      guard content.count <= Self.fieldLimit else {
        throw problem(at: start, startLine, "the field is larger than \(Self.fieldLimit) bytes", "shorten it")
      }
      if content.contains(where: { $0 >= 0x80 }), String(validating: content, as: UTF8.self) == nil {
        throw problem(at: start, startLine, "the field is not UTF-8", "save the file as UTF-8")
      }
      body(start, content)
      guard offset < bytes.count, bytes[offset] == delimiter else { break }
      offset += 1
    }
    endLine()
  }

  private mutating func endLine() {
    guard offset < bytes.count else { return }
    offset += bytes[offset] == 0x0d ? 2 : 1
    line += 1
  }

  private mutating func field() throws(DataProblem) -> ArraySlice<UInt8> {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { return try quoted() }
    let start = offset
    while offset < bytes.count, !isEnd(bytes[offset]) {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        throw problem(
          at: offset, line, "a quote stands inside a field that does not begin with one",
          "put the whole field in quotes and write each quote inside twice")
      case 0x0d:
        throw problem(
          at: offset, line, "a carriage return stands without a line feed",
          "save the file with LF or CRLF line ends, or put the field in quotes")
      case 0:
        throw problem(at: offset, line, "a zero byte stands in the text", "save the file as UTF-8 text")
      default: offset += 1
      }
    }
    return bytes[start..<offset]
  }

  /// The delimiter, or a line's end.
  private func isEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == 0x0a
      || (byte == 0x0d && offset + 1 < bytes.count && bytes[offset + 1] == 0x0a)
  }

  private mutating func quoted() throws(DataProblem) -> ArraySlice<UInt8> {
    let (start, startLine) = (offset, line)
    offset += 1
    var content: [UInt8] = []
    var from = offset
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\"") {
        content += bytes[from..<offset]
        offset += 1
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
          try checkEndOfField()
          return content[...]
        }
        from = offset
      } else if bytes[offset] == 0x0a {
        line += 1
      }
      offset += 1
    }
    throw problem(
      at: start, startLine, "the quote that opens here is never closed",
      "close it, or write it twice inside a field in quotes")
  }

  private func checkEndOfField() throws(DataProblem) {
    guard offset < bytes.count, !isEnd(bytes[offset]) else { return }
    throw problem(
      at: offset, line, "a text follows the closing quote",
      "write a quote inside a field twice, and nothing between the closing quote and the delimiter")
  }

  private func problem(at place: Int, _ line: Int, _ message: String, _ wayOut: String) -> DataProblem {
    DataProblem(file, line: line, column: TextPlace.of(place, in: bytes).column, message, wayOut)
  }
}
