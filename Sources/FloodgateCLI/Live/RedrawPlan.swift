/// Control sequences that replace the block drawn last by a new one. Pure.
struct RedrawPlan {
  /// Visible lengths of the lines drawn last.
  private var drawn: [Int] = []

  /// Everything to write in order to show `lines`, when the terminal is now `width` wide. Lines drawn on a
  /// wider terminal may have wrapped since: they are counted as the rows that they take now.
  mutating func replace(with lines: [String], width: Int) -> String {
    let text = erase(width: width) + lines.map { $0 + "\u{1b}[K\n" }.joined()
    drawn = lines.map(Self.visibleLength)
    return text
  }

  /// Everything to write in order to remove the block.
  mutating func erase(width: Int) -> String {
    let rows = drawn.reduce(0) { $0 + max(1, ($1 + width - 1) / max(width, 1)) }
    drawn = []
    return rows == 0 ? "" : "\u{1b}[\(rows)A\r\u{1b}[J"
  }

  /// Characters that take a column: colour sequences take none.
  static func visibleLength(_ line: String) -> Int {
    var length = 0
    var inSequence = false
    for character in line {
      if inSequence {
        inSequence = character != "m"
      } else if character == "\u{1b}" {
        inSequence = true
      } else {
        length += 1
      }
    }
    return length
  }
}
