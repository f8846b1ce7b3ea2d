import Yams

/// The text of one file, read as YAML.
struct SourceText {
  let name: String
  private let lines: [Substring]
  /// `nil` when the file is empty or is no YAML.
  let root: Node?
  /// What is wrong with its bytes or its syntax.
  let problem: Diagnostic?

  /// A larger file is not read.
  static let limit = 4 << 20
  /// More values, names and lists are not read: each takes about two kilobytes.
  static let nodeLimit = 100_000

  init(name: String, bytes: [UInt8]) {
    self.name = name
    var text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("\u{feff}") { text.removeFirst() }
    lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    var (root, problem): (Node?, Diagnostic?) = (nil, nil)
    if bytes.count > Self.limit {
      problem = Diagnostic(
        file: name, line: 0, column: 0, path: "", message: "the file is larger than \(Self.limit) bytes")
    } else if let encoding = Self.encodingProblem(name, bytes, lines) {
      problem = encoding
    } else if let place = ValueCount.place(of: Self.nodeLimit, in: text) {
      problem = Diagnostic(
        file: name, line: place.line, column: place.column, path: "",
        message: "there are more than \(Self.nodeLimit) values up to here",
        expected: "long lists in a data file: csv:, json: or jsonl:",
        snippet: place.line <= lines.count ? String(lines[place.line - 1].prefix(200)) : nil)
    } else {
      do {
        root = try Yams.compose(yaml: text)
      } catch {
        problem = Self.syntaxProblem(error, name, lines)
      }
    }
    (self.root, self.problem) = (root, problem)
  }

  /// The text of a line, from 1.
  func line(_ number: Int) -> String? {
    number > 0 && number <= lines.count ? String(lines[number - 1]) : nil
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
      (line, column, message) = (mark.line, mark.column, YAMLWords.plain(problem))
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      (line, column) = (context.mark.line, context.mark.column)
      message = "the key '\(duplicates.first.map { "\($0)" } ?? "?")' comes twice; here for the first time"
    case YamlError.reader(let problem, let offset, _, _):
      message = YAMLWords.plain(problem)
      if let offset { (line, column) = place(offset, lines) }
    default: break
    }
    let text = line > 0 && line <= lines.count ? String(lines[line - 1]) : nil
    if text?.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") == true {
      message = "a tab cannot indent YAML; use spaces"
    }
    return Diagnostic(file: name, line: line, column: column, path: "", message: message, snippet: text)
  }

  /// Line and column of a character, from 1.
  private static func place(_ offset: Int, _ lines: [Substring]) -> (line: Int, column: Int) {
    var rest = offset
    for (index, line) in lines.enumerated() {
      let length = line.count
      if rest <= length { return (index + 1, rest + 1) }
      rest -= length + 1
    }
    return (0, 0)
  }
}
