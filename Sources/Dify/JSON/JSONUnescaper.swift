/// Turns the inside of a JSON string into text: `\n`, `\u00e9`, surrogate pairs. What is malformed becomes the
/// replacement character.
struct JSONUnescaper {
  private var output: [UInt8] = []
  private var highSurrogate: UInt32?

  mutating func text(_ raw: ArraySlice<UInt8>) -> String {
    output.reserveCapacity(raw.count)
    var rest = raw
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "\\") {
        endSurrogate()
        output.append(byte)
      } else if let escape = rest.popFirst() {
        take(escape, &rest)
      }
    }
    endSurrogate()
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func take(_ escape: UInt8, _ rest: inout ArraySlice<UInt8>) {
    if escape == UInt8(ascii: "u") {
      let digits = rest.prefix(4)
      rest = rest.dropFirst(digits.count)
      return unit(UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xfffd)
    }
    endSurrogate()
    switch escape {
    case UInt8(ascii: "n"): output.append(0x0a)
    case UInt8(ascii: "r"): output.append(0x0d)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0c)
    default: output.append(escape)
    }
  }

  private mutating func unit(_ value: UInt32) {
    if let high = highSurrogate, (0xdc00...0xdfff).contains(value) {
      highSurrogate = nil
      return append(0x10000 + (high - 0xd800) << 10 + (value - 0xdc00))
    }
    endSurrogate()
    if (0xd800...0xdbff).contains(value) { highSurrogate = value } else { append(value) }
  }

  private mutating func append(_ value: UInt32) {
    output.append(contentsOf: Character(Unicode.Scalar(value) ?? "\u{fffd}").utf8)
  }

  /// A surrogate that stands alone.
  private mutating func endSurrogate() {
    guard highSurrogate != nil else { return }
    highSurrogate = nil
    append(0xfffd)
  }
}
