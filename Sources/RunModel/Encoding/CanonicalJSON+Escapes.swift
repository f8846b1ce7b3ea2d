extension CanonicalJSON {
  /// Appends what stands between a text's quotes. Bytes that need no escape are copied in runs.
  mutating func writeEscaped(_ value: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    while true {
      let next = unsafe Self.firstEscape(in: value, from: copied)
      unsafe text.add(UnsafeBufferPointer(rebasing: value[copied..<next]))
      guard next < value.count else { return }
      unsafe writeEscaped(value[next])
      copied = next + 1
    }
  }

  /// The place of the first byte that needs an escape, or the end. Eight at a time, for prompts are long.
  private static func firstEscape(in value: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(value)
    var place = start
    while place + 8 <= bytes.count,
      unsafe !needsEscape(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    { place += 8 }
    while place < value.count, unsafe !needsEscape(value[place]) { place += 1 }
    return place
  }

  /// Whether one of eight bytes needs an escape: a byte below `n` shows when `n` is taken from each byte at once
  /// (Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less than n").
  private static func needsEscape(_ eight: UInt64) -> Bool {
    let each: UInt64 = 0x0101_0101_0101_0101
    let (quote, backslash) = (eight ^ (each &* 0x22), eight ^ (each &* 0x5c))
    let found = (eight &- each &* 0x20) & ~eight | (quote &- each) & ~quote | (backslash &- each) & ~backslash
    return found & (each &* 0x80) != 0
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): writeRaw("\\\"")
    case UInt8(ascii: "\\"): writeRaw("\\\\")
    case UInt8(ascii: "\n"): writeRaw("\\n")
    case UInt8(ascii: "\r"): writeRaw("\\r")
    case UInt8(ascii: "\t"): writeRaw("\\t")
    default:
      writeRaw("\\u00")
      let digits: StaticString = "0123456789abcdef"
      digits.withUTF8Buffer { unsafe text.add($0[Int(byte >> 4)]) }
      digits.withUTF8Buffer { unsafe text.add($0[Int(byte & 15)]) }
    }
  }
}
