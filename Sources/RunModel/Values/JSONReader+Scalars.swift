// Texts and numbers.
extension JSONReader {
  /// The text at a quote.
  mutating func text(_ bytes: Span<UInt8>) throws(Problem) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return try string(bytes, start..<(position - 1))
      case UInt8(ascii: "\\"): return try escapedText(bytes, from: start)
      case 0..<0x20: throw problem("a control character in a text; it has to be escaped")
      default: position += 1
      }
    }
    throw problem("the document ends inside a text")
  }

  /// Goes over a text; whether it has escapes, which are not checked.
  mutating func passText(_ bytes: Span<UInt8>) throws(Problem) -> Bool {
    position += 1
    var hasEscapes = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return hasEscapes
      case UInt8(ascii: "\\"):
        position += 2
        hasEscapes = true
      case 0..<0x20: throw problem("a control character in a text; it has to be escaped")
      default: position += 1
      }
    }
    throw problem("the document ends inside a text")
  }

  private func string(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Problem) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes.extracting(range)))
    } catch {
      throw Problem(offset: range.lowerBound, message: "the text is no UTF-8")
    }
  }

  /// The rest of a text that has an escape; `position` is at its backslash.
  private mutating func escapedText(_ bytes: Span<UInt8>, from start: Int) throws(Problem) -> String {
    var unescaped: [UInt8] = []
    for index in start..<position { unescaped.append(bytes[index]) }
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try string(unescaped.span, 0..<unescaped.count)
      case UInt8(ascii: "\\"): try escape(bytes, into: &unescaped)
      case 0..<0x20: throw problem("a control character in a text; it has to be escaped")
      default:
        unescaped.append(byte)
        position += 1
      }
    }
    throw problem("the document ends inside a text")
  }

  private mutating func escape(_ bytes: Span<UInt8>, into unescaped: inout [UInt8]) throws(Problem) {
    let escaped = position + 1 < bytes.count ? bytes[position + 1] : 0
    if escaped == UInt8(ascii: "u") {
      unescaped += Array(String(Character(try scalar(bytes))).utf8)
      return
    }
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
      UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0c,
      UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
    ]
    guard let byte = plain[escaped] else { throw problem("an escape that JSON does not know") }
    unescaped.append(byte)
    position += 2
  }

  /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func scalar(_ bytes: Span<UInt8>) throws(Problem) -> Unicode.Scalar {
    let first = try unit(bytes)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xdc00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw problem("half a surrogate pair") }
    let second = try unit(bytes)
    guard (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xd800) << 10 + (UInt32(second) - 0xdc00))
    else { throw problem("half a surrogate pair") }
    return scalar
  }

  /// The four digits of `\uXXXX`.
  private mutating func unit(_ bytes: Span<UInt8>) throws(Problem) -> UInt16 {
    guard position + 6 <= bytes.count else { throw problem("the document ends inside an escape") }
    var unit: UInt16 = 0
    for index in position + 2..<position + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw problem("\\u needs four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
    }
    position += 6
    return unit
  }

  /// A number: whole ones that fit stay whole; those with a point or an exponent are decimals.
  mutating func number(_ bytes: Span<UInt8>) throws(Problem) -> JSONValue {
    let start = position
    let isWhole = try passNumber(bytes)
    return try number(bytes, start..<position, isWhole: isWhole)
  }

  /// Goes over a number; whether it has neither point nor exponent.
  mutating func passNumber(_ bytes: Span<UInt8>) throws(Problem) -> Bool {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let whole = digits(bytes)
    guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      throw Problem(offset: start, message: "this is no number of JSON")
    }
    var isWhole = true
    if at(UInt8(ascii: "."), bytes) {
      position += 1
      isWhole = false
      guard digits(bytes) > 0 else { throw problem("a digit is expected after the point") }
    }
    if at(UInt8(ascii: "e"), bytes) || at(UInt8(ascii: "E"), bytes) {
      position += 1
      isWhole = false
      if at(UInt8(ascii: "+"), bytes) || at(UInt8(ascii: "-"), bytes) { position += 1 }
      guard digits(bytes) > 0 else { throw problem("a digit is expected in the exponent") }
    }
    return isWhole
  }

  private func number(_ bytes: Span<UInt8>, _ range: Range<Int>, isWhole: Bool) throws(Problem) -> JSONValue {
    let text = try string(bytes, range)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let value = Double(text), value.isFinite else {
      throw Problem(offset: range.lowerBound, message: "the number \(text.prefix(40)) is too large")
    }
    return .number(value)
  }

  private func at(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    position < bytes.count && bytes[position] == byte
  }

  /// Goes over digits; how many there were.
  private mutating func digits(_ bytes: Span<UInt8>) -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }
}
