/// Reads JSON, plainly.
struct MockJSONReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) -> MockJSON? {
    guard depth < 64 else { return nil }
    if take("{") { return object(depth) }
    if take("[") { return array(depth) }
    if take("\"") { return text().map { .text($0) } }
    return scalar()
  }

  private mutating func object(_ depth: Int) -> MockJSON? {
    var members: [(name: String, value: MockJSON)] = []
    if take("}") { return .object([]) }
    repeat {
      guard take("\""), let name = text(), take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append((name, value))
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(_ depth: Int) -> MockJSON? {
    var elements: [MockJSON] = []
    if take("]") { return .array([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  private mutating func text() -> String? {
    var units: [UInt16] = []
    var plain: [UInt8] = []
    func joined() -> String { String(decoding: units, as: UTF16.self) }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "\"") {
        plain.append(byte)
        continue
      }
      units += Array(String(decoding: plain, as: UTF8.self).utf16)
      plain = []
      if byte == UInt8(ascii: "\"") { return joined() }
      guard let unit = escape() else { return nil }
      units.append(unit)
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0c
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    default: return UInt16(byte)
    }
  }

  private mutating func scalar() -> MockJSON? {
    let start = position
    while position < bytes.count, !",]}".utf8.contains(bytes[position]), bytes[position] > 0x20 {
      position += 1
    }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return Double(word).map { .number($0) }
    }
  }
}
