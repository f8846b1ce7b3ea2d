/// Small pieces of text for terminals: numbers of bounded width, bars, sparklines. Pure.
enum TerminalText {
  /// Seconds in three significant digits with a unit: `830 us`, `12.3 ms`, `1.25 s`, `3 m 20 s`.
  static func seconds(_ value: Double) -> String {
    switch value {
    case ..<0.001: "\(digits(value * 1e6)) us"
    case ..<1: "\(digits(value * 1e3)) ms"
    case ..<60: "\(digits(value)) s"
    default: clock(value)
    }
  }

  /// Whole seconds as a clock: `45 s`, `3 m 20 s`, `1 h 05 m`.
  static func clock(_ value: Double) -> String {
    let total = Int(min(max(value, 0), 1e9).rounded())
    if total < 60 { return "\(total) s" }
    if total < 3600 { return "\(total / 60) m \(twoDigits(total % 60)) s" }
    return "\(total / 3600) h \(twoDigits(total / 60 % 60)) m"
  }

  /// A share in percent with one decimal that never rounds a miss up to 100.0 %.
  static func percent(_ share: Double) -> String {
    let tenths = share < 1 ? min((share * 1000).rounded(), 999) : 1000
    return "\(fixed(tenths / 10, decimals: 1)) %"
  }

  /// A count with thin groups: `1 234 567`.
  static func count(_ value: Int) -> String {
    var groups: [String] = []
    var rest = value.magnitude
    while rest >= 1000 {
      groups.append(String(String(1000 + rest % 1000).dropFirst()))
      rest /= 1000
    }
    groups.append(String(rest))
    return (value < 0 ? "-" : "") + groups.reversed().joined(separator: " ")
  }

  /// Three significant digits, no exponent: `0.12`, `1.23`, `12.3`, `123`.
  static func digits(_ value: Double) -> String {
    switch abs(value) {
    case ..<9.995: fixed(value, decimals: 2)
    case ..<99.95: fixed(value, decimals: 1)
    default: fixed(value, decimals: 0)
    }
  }

  /// A number with exactly so many decimals (0 to 3).
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "n/a" }
    let scale = [1, 10, 100, 1000][decimals]
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(String(scale + scaled % scale).dropFirst())
    return "\(sign)\(scaled / scale).\(fraction)"
  }

  /// Eight heights of blocks, scaled to the largest value; the newest `width` values.
  static func sparkline(_ values: [Double], width: Int) -> String {
    let shown = values.suffix(max(width, 0))
    guard let top = shown.max(), top > 0 else { return String(repeating: "▁", count: shown.count) }
    let blocks = Array("▁▂▃▄▅▆▇█")
    return String(shown.map { blocks[min(7, max(0, Int($0 / top * 7.999)))] })
  }

  /// A bar of `width` cells, filled to `share` (0 to 1).
  static func bar(_ share: Double, width: Int) -> String {
    let filled = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
    return String(repeating: "━", count: filled) + String(repeating: "╌", count: max(0, width - filled))
  }

  /// At most `width` characters, the last an ellipsis when something was cut. Control characters become spaces.
  static func clipped(_ text: String, width: Int) -> String {
    let safe = String(text.map { $0.isASCIIControl ? " " : $0 })
    guard safe.count > width else { return safe }
    return width < 1 ? "" : safe.prefix(width - 1) + "…"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension Character {
  /// Whether it would move the cursor or ring the bell.
  fileprivate var isASCIIControl: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
  }
}
