/// How one expectation on an answer came out.
public struct ExpectationResult: Sendable, Hashable, Codable {
  /// The expectation in words, such as `contains "Paris"`.
  public var expectation: String
  /// Whether it holds.
  public var holds: Bool
  /// What was found instead, shortened, when it does not.
  public var found: String?
  /// How like its reference the answer was, thousandths; `nil` of what is no matter of degree.
  package var score: Int64?

  /// A result.
  public init(expectation: String, holds: Bool, found: String? = nil) {
    self.expectation = expectation
    self.holds = holds
    self.found = found
  }
}
