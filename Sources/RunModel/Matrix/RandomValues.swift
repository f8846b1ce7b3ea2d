/// Values that are drawn. The same seed and dimension draw the same values.
package struct RandomValues: Sendable, Hashable {
  /// What is drawn.
  package enum Kind: Sendable, Hashable {
    /// A whole number in a range, each as likely.
    case integer(ClosedRange<Int64>)
    /// A decimal in a range with so many decimals (0 to 9), each as likely.
    case decimal(ClosedRange<Double>, decimals: Int)
    /// One of these, each as likely.
    case choice([JSONValue])
    /// A version 4 UUID.
    case uuid
  }

  /// What is drawn.
  package var kind: Kind
  /// How many values; 1 to 5 000 000.
  package var count: Int

  /// So many values of a kind.
  package init(_ kind: Kind, count: Int) {
    self.kind = kind
    self.count = count
  }
}
