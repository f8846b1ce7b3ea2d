/// Figures as people read them. Pure.
package enum Figures {
  /// Seconds with three significant digits: `830 us`, `12.3 ms`, `1.25 s`, `3 m 20 s`.
  package static func seconds(_ value: Double) -> String {
    switch abs(value) {
    case 0: "0 s"
    case ..<0.000_999_5: "\(digits(value * 1e6)) us"
    case ..<0.999_5: "\(digits(value * 1e3)) ms"
    case ..<59.95: "\(digits(value)) s"
    default: clock(value)
    }
  }

  /// Nanoseconds, as ``seconds(_:)``.
  package static func nanoseconds(_ value: Int64) -> String { seconds(Double(value) / 1e9) }

  /// Whole seconds: `45 s`, `3 m 20 s`, `1 h 05 m`.
  package static func clock(_ value: Double) -> String {
    guard value.isFinite else { return "n/a" }
    let total = Int(min(max(value, 0), 1e12).rounded())
    if total < 60 { return "\(total) s" }
    if total < 3600 { return "\(total / 60) m \(padded(total % 60)) s" }
    return "\(total / 3600) h \(padded(total / 60 % 60)) m"
  }

  /// A duration as one says it: `40 seconds`, `25 minutes`, `2.5 hours`.
  package static func about(_ seconds: Double) -> String {
    if seconds < 89.5 { return words(fixed(max(1, seconds.rounded()), 0), "second") }
    if seconds < 5400 { return words(fixed((seconds / 60).rounded(), 0), "minute") }
    let hours = (seconds / 1800).rounded() / 2
    return words(fixed(hours, hours == hours.rounded() ? 0 : 1), "hour")
  }

  private static func words(_ value: String, _ unit: String) -> String {
    "\(value) \(unit)\(value == "1" ? "" : "s")"
  }

  /// So many of something: `1 case`, `12 cases`.
  package static func counted(_ value: Int, _ thing: String) -> String { words(String(value), thing) }

  /// A share in percent. Never rounds a miss away: 0.99999 is 99.999 %, not 100 %.
  package static func percent(_ share: Double) -> String {
    if share >= 1 { return "100 %" }
    if share <= 0 { return "0 %" }
    for decimals in 1...4 {
      let text = fixed(share * 100, decimals)
      if text != fixed(100, decimals), text != fixed(0, decimals) { return "\(text) %" }
    }
    return share > 0.5 ? "> 99.9999 %" : "< 0.0001 %"
  }

  /// A count with its thousands apart.
  package static func count(_ value: Int) -> String {
    var text = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append("\u{202f}") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + String(text.reversed())
  }

  /// A number: whole when it is, else three significant digits.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "n/a" }
    if value == value.rounded(), abs(value) < 1e15 { return count(Int(value)) }
    if abs(value) < 0.01 { return fixed(value, 6) }
    return digits(value)
  }

  /// A number as people write it into a file: without a fraction when it has none.
  package static func short(_ value: Double) -> String {
    value == value.rounded() && value.magnitude <= 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// Bytes: `1.2 MB`.
  package static func bytes(_ value: Int64) -> String {
    switch value {
    case ..<10_000: "\(value) B"
    case ..<10_000_000: "\(digits(Double(value) / 1e3)) kB"
    case ..<10_000_000_000: "\(digits(Double(value) / 1e6)) MB"
    default: "\(digits(Double(value) / 1e9)) GB"
    }
  }

  /// Three significant digits without an exponent.
  package static func digits(_ value: Double) -> String {
    switch abs(value) {
    case ..<9.995: fixed(value, 2)
    case ..<99.95: fixed(value, 1)
    default: fixed(value, 0)
    }
  }

  /// Exactly so many decimals.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "n/a" }
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(scaled)" }
    return "\(sign)\(scaled / scale).\(String(scale + scaled % scale).dropFirst())"
  }

  /// A p value: `0.034`, `< 0.001`.
  package static func p(_ value: Double) -> String { value < 0.001 ? "< 0.001" : fixed(value, 3) }

  /// A share as the number of a percentile: `95`, `99.9`.
  package static func share(_ value: Double) -> String {
    let text = fixed(value * 100, 2)
    if text.hasSuffix(".00") { return String(text.dropLast(3)) }
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }

  private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
