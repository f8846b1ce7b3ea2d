/// Gaps between the texts of a stream, nanoseconds. Each open stream holds its own: those of less than 4.3 s, nearly all,
/// take four bytes.
package struct TextGaps: Sendable, Hashable, ExpressibleByArrayLiteral {
  private var short: [UInt32] = []
  private var long: [Int64] = []

  /// The gaps that are given.
  package init(_ gaps: some Sequence<Int64>) {
    for gap in gaps { append(gap) }
  }

  /// The gaps that are given.
  package init(arrayLiteral gaps: Int64...) { self.init(gaps) }

  /// How many there are.
  package var count: Int { short.count + long.count }

  /// One more.
  package mutating func append(_ gap: Int64) {
    if let gap = UInt32(exactly: gap) { short.append(gap) } else { long.append(gap) }
  }

  /// Each of them, the short ones first.
  func forEach(_ body: (Int64) -> Void) {
    for gap in short { body(Int64(gap)) }
    for gap in long { body(gap) }
  }
}
