/// A text that is no threshold: where, what was expected, and the nearest right word.
package struct ThresholdProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text.
  package var expression: String
  /// Where in it, in characters from 0.
  package var position: Int
  /// What is wrong, with what was expected.
  package var message: String
  /// The nearest right word.
  package var suggestion: String?

  package init(expression: String, position: Int, message: String, suggestion: String? = nil) {
    self.expression = expression
    self.position = position
    self.message = message
    self.suggestion = suggestion
  }

  /// The facts in words.
  package var description: String {
    "threshold '\(expression)', character \(position + 1): \(message)"
      + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }
}
