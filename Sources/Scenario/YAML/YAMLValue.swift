import RunModel
import Yams

/// A value of a file, where it stands.
struct YAMLValue {
  let node: Node
  /// The keys that lead there.
  let path: String
  let file: SourceFile

  /// A value that belongs to this one.
  func at(_ node: Node, path: String? = nil) -> YAMLValue {
    YAMLValue(node: node, path: path ?? self.path, file: file)
  }

  func report(_ message: String, expected: String? = nil, suggestion: String? = nil) {
    file.report(node, path: path, message, expected: expected, suggestion: suggestion)
  }

  /// The key under which it stands.
  var key: String { String(path.split(separator: ".").last ?? "it") }

  /// A single value as it is written; `nil` for a list, and for keys and values.
  var scalar: String? { node.scalar?.string }
  var isList: Bool { node.sequence != nil }
  /// Whether it has keys and values.
  var isMapping: Bool { node.mapping != nil }

  /// Whether it is null: as if the key were not there.
  var isNull: Bool {
    node.scalar.map { ["", "~", "null"].contains($0.string) && $0.style == .plain } ?? false
  }

  /// The elements of a list; a single value counts as a list of one.
  var elements: [YAMLValue] { node.sequence.map { $0.map { at($0) } } ?? [self] }

  /// What it is, for messages.
  var words: String {
    switch node {
    case .scalar(let scalar): "'\(scalar.string)'"
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  // MARK: Texts

  /// A text, with environment variables put in.
  var text: String? { text(callsByName: false) }

  /// A text that is sent to the server: environment variables stay `${NAME}`, so that no manifest holds their values.
  var sentText: String? { text(callsByName: true) }

  /// A URL: environment variables stay `${NAME}` in its query, and where their values hold a user or a query.
  var sentURL: String? {
    guard case .scalar(let scalar) = node else { return text }
    let front = scalar.string.prefix { $0 != "?" }
    guard case .success(let opened) = file.environment.expand(String(front)),
      !opened.contains(where: "?@#".contains),
      case .success(let query) = file.environment.expand(
        String(scalar.string.dropFirst(front.count)), callsByName: true),
      case .success(let start) = file.environment.expand(String(front), callsByName: false)
    else { return sentText }
    for part in [start, query] { file.note(part, at: node) }
    return start.text + query.text
  }

  private func text(callsByName: Bool) -> String? {
    guard case .scalar(let scalar) = node else {
      report("\(words) where a text is expected")
      return nil
    }
    switch file.environment.expand(scalar.string, callsByName: callsByName) {
    case .success(let expanded):
      file.note(expanded, at: node)
      return expanded.text
    case .failure(let problem):
      report(problem.description)
      return nil
    }
  }
}
