/// An amount of money, exact to ten decimals, as Dify states prices ("0.0001535", "0E-7").
public struct Price: Sendable, Hashable, Comparable {
  /// How many units make one of the currency.
  package static let unitsPerOne: Int64 = 10_000_000_000

  /// The amount in units of 10^-10.
  public var units: Int64

  /// An amount in units of 10^-10.
  public init(units: Int64) { self.units = units }

  /// Nothing.
  public static let zero = Price(units: 0)

  /// The amount as a floating-point number, for display and thresholds.
  public var amount: Double { Double(units) / Double(Self.unitsPerOne) }

  /// Less money is less.
  public static func < (left: Price, right: Price) -> Bool { left.units < right.units }
  /// The sum; the largest amount when it does not fit.
  package static func + (left: Price, right: Price) -> Price {
    let (sum, overflow) = left.units.addingReportingOverflow(right.units)
    return Price(units: overflow ? (left.units < 0 ? .min : .max) : sum)
  }
  /// So many times the amount, divided and rounded to the nearest unit; the largest amount when it does not fit.
  package func times(_ count: Int, over divisor: Int64) -> Price {
    let (product, overflow) = units.multipliedReportingOverflow(by: Int64(count))
    let (rounded, tooMuch) = product.addingReportingOverflow(divisor / 2)
    return Price(units: overflow || tooMuch ? .max : rounded / divisor)
  }
  /// Adds in place.
  package static func += (left: inout Price, right: Price) { left = left + right }
}

extension Price: Codable, CustomStringConvertible {
  /// Decodes a decimal in a string, or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      guard let price = Price(decimal: text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal price")
      }
      self = price
    } else {
      let amount = try container.decode(Double.self) * Double(Self.unitsPerOne)
      guard let whole = Int64(exactly: amount.rounded()) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a price")
      }
      units = whole
    }
  }

  /// Encodes the exact decimal as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The exact decimal without trailing zeros.
  public var description: String {
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt64(Self.unitsPerOne))
    let sign = units < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    var fraction = String(rest)
    fraction = String(repeating: "0", count: 10 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }
}
