import RunModel

/// Where the rows of a JSON or JSON Lines file stand. It looks at brackets and quotes only; what stands between them
/// is read by `JSONReader`.
struct JSONRows {
  /// What is wrong, and at which byte.
  struct Problem: Error {
    var offset: Int
    var message: String
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The lines that are not blank. Throws ``Problem``.
  static func lines(_ bytes: [UInt8]) throws(Problem) -> [Range<Int32>] {
    var rows: [Range<Int32>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
      if bytes[start..<end].contains(where: { $0 > 0x20 }) { try add(start..<end, to: &rows) }
      start = end + 1
    }
    return rows
  }

  /// The elements of an array. Throws ``Problem``.
  mutating func elements() throws(Problem) -> [Range<Int32>] {
    skipSpace()
    guard take(UInt8(ascii: "[")) else { throw problem("the file begins with no '['") }
    var rows: [Range<Int32>] = []
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        skipSpace()
        let start = offset
        skipElement()
        try Self.add(start..<offset, to: &rows)
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw problem("',' or ']' is expected") }
    }
    skipSpace()
    if offset < bytes.count { throw problem("something follows the array") }
    return rows
  }

  private static func add(_ row: Range<Int>, to rows: inout [Range<Int32>]) throws(Problem) {
    guard rows.count < DataFile.rowLimit else {
      throw Problem(
        offset: row.lowerBound, message: "there are more than \(DataFile.rowLimit) rows")
    }
    rows.append(Int32(row.lowerBound)..<Int32(row.upperBound))
  }

  /// Goes to the comma or bracket that ends an element.
  private mutating func skipElement() {
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""): skipText()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 { return }
      default: break
      }
      offset += 1
    }
    offset = min(offset, bytes.count)
  }

  /// Goes to a text's closing quote.
  private mutating func skipText() {
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[offset]) { offset += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private func problem(_ message: String) -> Problem {
    Problem(offset: offset, message: message)
  }
}
