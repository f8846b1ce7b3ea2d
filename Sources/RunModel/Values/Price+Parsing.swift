extension Price {
  /// Reads a decimal with an optional sign, fraction and exponent ("12", "-0.5", "0E-7", "1.5e-3").
  /// Digits beyond the tenth decimal are cut. `nil` when it is no decimal or does not fit.
  package init?(decimal text: some StringProtocol) {
    self.init(decimalBytes: text.utf8)
  }

  /// Reads a decimal from its UTF-8 bytes; see ``init(decimal:)``.
  package init?(decimalBytes bytes: some Sequence<UInt8>) {
    var parser = DecimalParser()
    for byte in bytes where !parser.take(byte) { return nil }
    guard let units = parser.units(decimals: 10) else { return nil }
    self.init(units: units)
  }
}

/// Reads `[sign] digits [. digits] [e [sign] digits]` byte by byte.
private struct DecimalParser {
  private enum Part { case start, whole, fraction, exponentStart, exponent }
  private var part = Part.start
  private var negative = false
  private var digits: Int64 = 0
  private var digitCount = 0
  private var scale = 0
  private var exponent = 0
  private var exponentNegative = false

  mutating func take(_ byte: UInt8) -> Bool {
    switch (byte, part) {
    case (UInt8(ascii: "-"), .start), (UInt8(ascii: "+"), .start):
      negative = byte == UInt8(ascii: "-")
      part = .whole
    case (UInt8(ascii: "-"), .exponentStart), (UInt8(ascii: "+"), .exponentStart):
      exponentNegative = byte == UInt8(ascii: "-")
      part = .exponent
    case (UInt8(ascii: "."), .start), (UInt8(ascii: "."), .whole): part = .fraction
    case (UInt8(ascii: "e"), .whole), (UInt8(ascii: "E"), .whole),
      (UInt8(ascii: "e"), .fraction), (UInt8(ascii: "E"), .fraction):
      part = .exponentStart
    case (0x30...0x39, _): return takeDigit(Int64(byte) - 0x30)
    default: return false
    }
    return true
  }

  private mutating func takeDigit(_ digit: Int64) -> Bool {
    switch part {
    case .exponentStart, .exponent:
      part = .exponent
      exponent = min(exponent * 10 + Int(digit), 1000)
      return true
    case .start, .whole:
      part = .whole
    case .fraction:
      if scale >= 17 { return true }
      scale += 1
    }
    digitCount += 1
    let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
    let (sum, carried) = product.addingReportingOverflow(digit)
    digits = sum
    return !overflow && !carried
  }

  func units(decimals: Int) -> Int64? {
    guard digitCount > 0, part != .exponentStart else { return nil }
    if digits == 0 { return 0 }
    var shift = decimals - scale + (exponentNegative ? -exponent : exponent)
    var value = negative ? -digits : digits
    while shift > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
      shift -= 1
    }
    while shift < 0, value != 0 {
      value /= 10
      shift += 1
    }
    return value
  }
}
