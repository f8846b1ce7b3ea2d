/// How alike two texts are.
public enum TextMeasure: String, Sendable, Codable, CaseIterable {
  /// The F measure of the words that both have.
  case tokenF1 = "token_f1"
  /// The F measure of the longest common subsequence of words (ROUGE-L).
  case rougeL = "rouge_l"
}

/// What must hold of an answer, beyond the app's own word that it succeeded.
public enum Expectation: Sendable, Hashable, Codable {
  /// The task's status (an expected failure is a success).
  case status(TaskStatus)
  /// The app refuses the request as wrong (HTTP 400 and its like): then that is a success.
  case refused
  /// The answer's text contains it.
  case contains(String)
  /// The answer's text does not contain it.
  case excludes(String)
  /// The regular expression matches somewhere in the text.
  case matches(String)
  /// The text, or the value at the path, equals it.
  case equals(JSONValue, path: String?)
  /// The JSON path finds something in the outputs.
  case exists(path: String)
  /// The outputs, or the value at the path, are valid under a JSON schema.
  case schema(JSONValue, path: String?)
  /// The text has at most so many characters.
  case maxLength(Int)
  /// The text has at least so many characters.
  case minLength(Int)
  /// Response time in seconds is at most this.
  case maxLatency(Double)
  /// Time to first text in seconds is at most this.
  case maxFirstText(Double)
  /// At most so many tokens.
  case maxTokens(Int)
  /// At most so much money.
  case maxCost(Price)
  /// The run waits for a person: then that is a success.
  case paused
  /// A run whose workflow handled errors on its way (`partial-succeeded`) is a success too.
  case handledErrors
  /// At least so many hits were retrieved.
  case minHits(Int)
  /// The best hit has at least this score.
  case minScore(Double)
  /// One of the first hits has this text in it, or is of a document of this name; `nil` for all that came.
  case hit(String, among: Int?)
  /// The text is so like one of the references, from 0 to 1.
  case similar([String], measure: TextMeasure, atLeast: Double)
}

extension Expectation {
  /// Whether it has places for parameters (`${input.answer}`), and so differs from case to case.
  package var isTemplate: Bool {
    switch self {
    case .contains(let text), .excludes(let text), .matches(let text), .exists(let text), .hit(let text, _):
      Self.hasPlace(text)
    case .similar(let references, _, _): references.contains(where: Self.hasPlace)
    case .equals(let value, let path), .schema(let value, let path):
      Self.hasPlace(path ?? "")
        || Self.hasPlace(value.canonicalText)
    default: false
    }
  }

  private static func hasPlace(_ text: String) -> Bool { text.contains("${input.") }
}
