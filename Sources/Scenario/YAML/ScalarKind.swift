import RunModel

/// What a plain scalar is, by YAML 1.2's core schema: `yes` and `on` are texts.
enum ScalarKind {
  static func value(_ text: String, isPlain: Bool) -> JSONValue {
    guard isPlain else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number(text) ?? .string(text)
    }
  }

  private static func number(_ text: String) -> JSONValue? {
    guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return nil }
    if text.hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16).map { .integer($0) } }
    if let integer = Int64(text) { return .integer(integer) }
    let allowed = text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
    return allowed ? Double(text).map { .number($0) } : nil
  }
}

/// Lengths of time as people write them.
package enum DurationText {
  private static let units: [(String, Double)] = [
    ("ms", 0.001), ("us", 0.000_001), ("s", 1), ("m", 60), ("h", 3600),
  ]

  /// Seconds: `2.5`, `300s`, `5m`, `250ms`, `1h30m`. `nil` when it is none.
  package static func seconds(_ text: String) -> Double? {
    if let plain = Double(text) { return plain.isFinite ? plain : nil }
    var rest = text[...]
    var total = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      guard let number = Double(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let (unit, factor) = units.first(where: { rest.hasPrefix($0.0) }) else { return nil }
      total += number * factor
      rest = rest.dropFirst(unit.count)
    }
    return text.isEmpty ? nil : total
  }
}

/// Rates as people write them.
package enum RateText {
  private static let units: [Substring: Double] = ["s": 1, "m": 60, "h": 3600]

  /// So many a second: `5`, `2/s`, `90/m`, `5000/h`. `nil` when it is none.
  package static func perSecond(_ text: String) -> Double? {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = sides.first, let number = Double(first), number.isFinite else { return nil }
    if sides.count == 1 { return number }
    guard sides.count == 2, let unit = units[sides[1]] else { return nil }
    return number / unit
  }
}
