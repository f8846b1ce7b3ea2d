extension MatrixSpecification {
  /// A covering array: few cases in which every combination of values of every so many dimensions comes at least
  /// once.
  public struct Covering: Sendable, Hashable {
    /// Of how many dimensions all combinations come: 2 (pairs) to 4.
    public var strength: Int
    /// Cases to begin with, by parameter; what they leave out is chosen.
    public var rows: [[String: JSONValue]]
    /// The most cases; those that cover most are kept. `nil` for all that are needed.
    public var maximum: Int?

    /// All pairs, unless said otherwise.
    public init(strength: Int = 2, rows: [[String: JSONValue]] = [], maximum: Int? = nil) {
      self.strength = strength
      self.rows = rows
      self.maximum = maximum
    }
  }
}
