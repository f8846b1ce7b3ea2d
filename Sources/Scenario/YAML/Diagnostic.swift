/// Something that is wrong with a file: the facts. ``rendered`` makes the words.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Codable {
    /// The file cannot be used.
    case error
    /// It can, but something in it does nothing.
    case warning
  }

  /// How bad it is.
  public var severity = Severity.error
  /// The file.
  public var file: String
  /// The line, from 1; 0 when there is no place.
  public var line: Int
  /// The column, from 1.
  public var column: Int
  /// The keys that lead there, such as `execution.retry_policy`.
  package var path: String
  /// What is wrong, with the value.
  public var message: String
  /// What would be right.
  public var expected: String?
  /// The nearest right word.
  public var suggestion: String?
  /// The line's text.
  package var snippet: String?

  /// Whether it says the same of the same place.
  func isSame(as other: Diagnostic) -> Bool {
    (file, line, column, message) == (other.file, other.line, other.column, other.message)
  }

  /// As a compiler would say it: place, words, the line and a caret.
  public var rendered: String {
    var text =
      line > 0 ? "\(file):\(line):\(column): \(severity): \(message)" : "\(file): \(severity): \(message)"
    if !path.isEmpty { text += " (in \(path))" }
    if let expected { text += "; expected \(expected)" }
    if let suggestion { text += "; did you mean '\(suggestion)'?" }
    guard let snippet, line > 0 else { return text }
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    let clipped = String(snippet.prefix(160))
    let caret = String(repeating: " ", count: max(0, min(column, clipped.count + 1) - 1)) + "^"
    return text + "\n \(number) | \(clipped)\n \(margin) | \(caret)"
  }
}

/// Everything that is wrong with a scenario.
public struct ScenarioProblems: Error, Sendable, CustomStringConvertible {
  /// In the order of their places.
  public var diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// All of them, as a compiler would say it.
  public var description: String { diagnostics.map(\.rendered).joined(separator: "\n") }
}
