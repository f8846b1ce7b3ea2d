/// A decimal as it is written, without the rounding of binary fractions: `units` times 10 to the `-scale`.
package struct DecimalNumber: Sendable, Hashable {
  /// The digits as a whole number.
  package let units: Int64
  /// Digits after the point, 0 to 12.
  package let scale: Int

  /// So many units of the last digit.
  package init(units: Int64, scale: Int) {
    self.units = units
    self.scale = scale
  }

  /// Reads `-12.50`. `nil` when it is no decimal, or has more than 15 digits or 12 decimals.
  package init?(_ text: some StringProtocol) {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
    guard text.count - (isNegative || text.hasPrefix("+") ? 1 : 0) == parts.joined(separator: ".").count,
      (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let digits = parts.joined()
    let fraction = parts.count == 2 ? parts[1].count : 0
    guard (1...15).contains(digits.count), fraction <= 12, let units = Int64(digits) else { return nil }
    self.init(units: isNegative ? -units : units, scale: fraction)
  }

  /// As a JSON value: a whole number where it is one.
  package var json: JSONValue {
    let divisor = Self.power(scale)
    if units % divisor == 0 { return .integer(units / divisor) }
    // The text of a decimal gives the double next to it; a division may be one off.
    return .number(Double(description) ?? Double(units) / Double(divisor))
  }

  /// The units at another scale, which is at least its own.
  package func units(atScale other: Int) -> Int128 { Int128(units) * Int128(Self.power(other - scale)) }

  private static func power(_ exponent: Int) -> Int64 {
    (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 }
  }
}

extension DecimalNumber: CustomStringConvertible {
  package var description: String {
    let divisor = Self.power(scale)
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    let sign = units < 0 ? "-" : ""
    if scale == 0 { return "\(sign)\(whole)" }
    let digits = String(rest)
    return "\(sign)\(whole).\(String(repeating: "0", count: scale - digits.count))\(digits)"
  }
}

/// From one decimal to another by equal steps, both ends included, never beyond the last: the i-th is
/// `from + i * step`, exactly.
package struct DecimalRange: Sendable, Hashable {
  private let first: Int128
  private let step: Int128
  private let scale: Int
  /// Number of values; at least 1.
  package let count: Int

  /// `nil` when it would never end, would be empty, or has more than `limit` values.
  package init?(from: DecimalNumber, to: DecimalNumber, step: DecimalNumber, limit: Int) {
    scale = max(from.scale, to.scale, step.scale)
    first = from.units(atScale: scale)
    self.step = step.units(atScale: scale)
    let last = to.units(atScale: scale)
    guard self.step > 0, last >= first, (last - first) / self.step < Int128(limit) else { return nil }
    count = Int((last - first) / self.step) + 1
  }

  /// The value at an index below ``count``.
  package subscript(index: Int) -> DecimalNumber {
    DecimalNumber(units: Int64(first + Int128(index) * step), scale: scale)
  }
}
