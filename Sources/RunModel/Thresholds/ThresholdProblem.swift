/// A text that is no threshold: where, what was expected, and the nearest right word.
public struct ThresholdProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text.
  public var expression: String
  /// Where in it, in characters from 0.
  public var position: Int
  /// What is wrong, with what was expected.
  public var message: String
  /// The nearest right word.
  public var suggestion: String?

  package init(expression: String, position: Int, message: String, suggestion: String? = nil) {
    self.expression = expression
    self.position = position
    self.message = message
    self.suggestion = suggestion
  }

  /// The facts in words.
  public var description: String {
    "threshold '\(expression)', character \(position + 1): \(message)"
      + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }
}
