import Yams

/// A YAML file: its text, and the diagnostics about it.
final class SourceFile {
  let name: String
  private let lines: [Substring]
  let root: Node?
  private(set) var diagnostics: [Diagnostic] = []
  /// Nodes that may still be looked at: aliases can make a small file large.
  private var budget = 200_000

  /// A larger file is not read.
  static let limit = 4 << 20

  /// Parses a text. What is wrong with the syntax becomes a diagnostic.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    var text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("\u{feff}") { text.removeFirst() }
    lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    guard bytes.count <= Self.limit else {
      root = nil
      diagnostics = [
        Diagnostic(
          file: name, line: 0, column: 0, path: "", message: "the file is larger than \(Self.limit) bytes")
      ]
      return
    }
    if let problem = Self.encodingProblem(name, bytes, lines) {
      root = nil
      diagnostics = [problem]
      return
    }
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      root = nil
      diagnostics = [Self.syntaxProblem(error, name, lines)]
    }
  }

  private static func encodingProblem(_ name: String, _ bytes: [UInt8], _ lines: [Substring]) -> Diagnostic? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    let line = lines.firstIndex { $0.contains("\u{fffd}") } ?? 0
    let column = lines.isEmpty ? 0 : lines[line].prefix { $0 != "\u{fffd}" }.count
    return Diagnostic(
      file: name, line: line + 1, column: column + 1, path: "", message: "the file is not UTF-8 here",
      expected: "text saved as UTF-8")
  }

  private static func syntaxProblem(_ error: any Error, _ name: String, _ lines: [Substring]) -> Diagnostic {
    var (line, column, message) = (0, 0, "\(error)")
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      (line, column, message) = (mark.line, mark.column, problem)
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      (line, column) = (context.mark.line, context.mark.column)
      message = "the key '\(duplicates.first.map { "\($0)" } ?? "?")' comes twice"
    case YamlError.reader(let problem, _, _, _): message = problem
    default: break
    }
    let text = line > 0 && line <= lines.count ? String(lines[line - 1]) : nil
    if text?.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") == true {
      message = "a tab cannot indent YAML; use spaces"
    }
    return Diagnostic(file: name, line: line, column: column, path: "", message: message, snippet: text)
  }

  /// Where a node stands, such as `s.yaml:4:5`.
  func place(of node: Node) -> String {
    node.mark.map { "\(name):\($0.line):\($0.column)" } ?? name
  }

  /// Whether another node may be looked at.
  func spend() -> Bool {
    budget -= 1
    return budget > 0
  }

  func report(
    _ node: Node?, path: String, _ message: String, expected: String? = nil, suggestion: String? = nil
  ) {
    let line = node?.mark?.line ?? 0
    let column = node?.mark?.column ?? 0
    guard diagnostics.count < 100 else { return }
    diagnostics.append(
      Diagnostic(
        file: name, line: line, column: column, path: path, message: message, expected: expected,
        suggestion: suggestion, snippet: line > 0 && line <= lines.count ? String(lines[line - 1]) : nil))
  }
}
