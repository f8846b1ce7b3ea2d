/// Small pieces of text for terminals: numbers of bounded width, bars, sparklines. Pure.
enum TerminalText {
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

}

extension Character {
  /// Whether it would move the cursor or ring the bell.
  fileprivate var isASCIIControl: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
  }
}
