import Yams

/// A scenario's text with the files that it puts in, and the diagnostics about them.
final class SourceFile {
  /// The file that was asked for comes first, then those that it puts in.
  private(set) var texts: [SourceText]
  /// The content, other files put in.
  private(set) var root: Node?
  private(set) var diagnostics: [Diagnostic] = []
  /// Nodes that may still be looked at: aliases can make a small file large.
  private var budget = 200_000

  /// The keys that decoders asked for, by the path of their mapping: for the test that compares them with the table.
  private(set) var asked: [String: Set<String>] = [:]

  /// Name of the file that was asked for.
  var name: String { texts[0].name }

  /// Parses a text, and puts in the files that it names. What is wrong becomes a diagnostic.
  init(name: String, bytes: [UInt8], environment: EnvironmentExpansion, read: @escaping FileLinker.Read) {
    texts = [SourceText(name: name, bytes: bytes)]
    root = texts[0].root
    if let problem = texts[0].problem { diagnostics = [problem] }
    if let root { self.root = FileLinker(file: self, environment: environment, read: read).link(root) }
  }

  /// Adds a file that another one names; its number.
  func add(_ text: SourceText) -> Int {
    texts.append(text)
    if let problem = text.problem { diagnostics.append(problem) }
    return texts.count - 1
  }

  /// Where a node stands, such as `s.yaml:4:5`.
  func place(of node: Node) -> String {
    let name = texts[node.origin].name
    return node.mark.map { "\(name):\($0.line):\($0.column)" } ?? name
  }

  /// A path as it is meant by the file in which the node stands.
  func path(_ path: String, in node: Node) -> String {
    FilePath.resolve(path, besides: texts[node.origin].name)
  }

  /// A decoder has asked a mapping for these keys.
  func noteAsked(_ keys: [String], path: String) { asked[path, default: []].formUnion(keys) }

  /// Whether another node may be looked at.
  func spend() -> Bool {
    budget -= 1
    return budget > 0
  }

  func report(
    _ node: Node?, origin: Int? = nil, path: String, _ message: String, expected: String? = nil,
    suggestion: String? = nil
  ) {
    let text = texts[origin ?? node?.origin ?? 0]
    let line = node?.mark?.line ?? 0
    let diagnostic = Diagnostic(
      file: text.name, line: line, column: node?.mark?.column ?? 0, path: path, message: message,
      expected: expected, suggestion: suggestion, snippet: text.line(line))
    // What several scenarios inherit is read for each of them.
    let isKnown = diagnostics.contains { $0.isSame(as: diagnostic) }
    if diagnostics.count < 100, !isKnown { diagnostics.append(diagnostic) }
  }

  /// The diagnostics, file by file, in the order of their places.
  var sortedDiagnostics: [Diagnostic] {
    let order = Dictionary(texts.enumerated().map { ($1.name, $0) }) { first, _ in first }
    return diagnostics.sorted {
      (order[$0.file] ?? 0, $0.line, $0.column) < (order[$1.file] ?? 0, $1.line, $1.column)
    }
  }
}

extension Node {
  private static let originPrefix = "!floodgate:"

  /// The number of the file in which it stands: 0 is the one that was asked for. Yams gives a node its line but not its
  /// file, so the tag, which nothing else needs any more, says it.
  var origin: Int {
    let name = tagName
    return name.hasPrefix(Self.originPrefix) ? Int(name.dropFirst(Self.originPrefix.count)) ?? 0 : 0
  }

  /// The tag of everything that stands in a file.
  static func tag(origin: Int) -> Tag {
    origin == 0 ? .implicit : Tag(Tag.Name(rawValue: "\(originPrefix)\(origin)"))
  }

  /// The tag as it was written; empty when there is none.
  var tagName: String {
    switch self {
    case .scalar(let scalar): scalar.tag.description
    case .mapping(let mapping): mapping.tag.description
    case .sequence(let sequence): sequence.tag.description
    case .alias: ""
    }
  }
}
