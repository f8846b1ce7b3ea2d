import RunModel

/// Numbers as JSON writes them (RFC 8259, section 6), read from their bytes: no text is made of the usual ones.
enum JSONNumber {
  /// `[-] digits [. digits] [e [sign] digits]`, taken apart.
  private struct Parts {
    var isNegative = false
    /// All digits before the exponent as one whole number; meaningless beyond 18 of them.
    var digits: UInt64 = 0
    var digitCount = 0
    var decimals = 0
    var isWhole = true
    var hasExponent = false

    init?(_ text: ArraySlice<UInt8>) {
      var position = text.startIndex
      isNegative = text.first == UInt8(ascii: "-")
      if isNegative { position += 1 }
      guard takeDigits(text, &position) > 0 else { return nil }
      if position < text.endIndex, text[position] == UInt8(ascii: ".") {
        isWhole = false
        position += 1
        decimals = takeDigits(text, &position)
        guard decimals > 0 else { return nil }
      }
      if position < text.endIndex, text[position] | 0x20 == UInt8(ascii: "e") {
        (isWhole, hasExponent) = (false, true)
        guard Self.isExponent(text[(position + 1)...]) else { return nil }
        return
      }
      guard position == text.endIndex else { return nil }
    }

    private mutating func takeDigits(_ text: ArraySlice<UInt8>, _ position: inout Int) -> Int {
      let start = position
      while position < text.endIndex, text[position] &- 0x30 <= 9 {
        digits = digits &* 10 &+ UInt64(text[position] &- 0x30)
        position += 1
      }
      digitCount += position - start
      return position - start
    }

    private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
      var rest = text
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      return !rest.isEmpty && rest.allSatisfy { $0 &- 0x30 <= 9 }
    }
  }

  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool { Parts(text) != nil }

  /// A whole number where it is written as one and fits, else a fraction; `nil` when it is none.
  static func value(_ text: ArraySlice<UInt8>) -> JSONValue? {
    guard let parts = Parts(text) else { return nil }
    if parts.isWhole, parts.digitCount <= 18 {
      return .integer(parts.isNegative ? -Int64(parts.digits) : Int64(parts.digits))
    }
    if parts.isWhole, let integer = Int64(String(decoding: text, as: UTF8.self)) { return .integer(integer) }
    return double(text, parts).map { .number($0) }
  }

  static func double(_ text: ArraySlice<UInt8>) -> Double? { Parts(text).flatMap { double(text, $0) } }

  /// Up to 15 digits and 22 decimals are exact in a Double, and so is their quotient rounded once (Clinger 1990);
  /// the rest goes the long way.
  private static func double(_ text: ArraySlice<UInt8>, _ parts: Parts) -> Double? {
    guard !parts.hasExponent, parts.digitCount <= 15, parts.decimals < powers.count else {
      return Double(String(decoding: text, as: UTF8.self))
    }
    let magnitude = Double(parts.digits) / powers[parts.decimals]
    return parts.isNegative ? -magnitude : magnitude
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
