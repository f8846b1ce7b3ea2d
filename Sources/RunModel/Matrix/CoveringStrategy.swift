extension MatrixSpecification {
  /// A covering array: few cases in which every combination of values of every so many dimensions comes at least
  /// once.
  package struct Covering: Sendable, Hashable {
    /// Of how many dimensions all combinations come: 2 (pairs) to 4.
    package var strength: Int
    /// Cases to begin with, by parameter; what they leave out is chosen.
    package var rows: [[String: JSONValue]]
    /// The most cases; those that cover most are kept. `nil` for all that are needed.
    package var maximum: Int?

    /// All pairs, unless said otherwise.
    package init(strength: Int = 2, rows: [[String: JSONValue]] = [], maximum: Int? = nil) {
      self.strength = strength
      self.rows = rows
      self.maximum = maximum
    }
  }
}
