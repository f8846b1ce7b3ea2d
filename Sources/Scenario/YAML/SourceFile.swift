import RunModel
import Yams

/// A scenario's text with the files that it puts in, and the diagnostics about them.
final class SourceFile {
  /// The file that was asked for comes first, then those that it puts in.
  private(set) var texts: [SourceText]
  /// The content, other files put in.
  private(set) var root: Node?
  private(set) var diagnostics: [Diagnostic] = []
  /// What does nothing, without being wrong.
  private(set) var warnings: [Diagnostic] = []
  /// The bytes of a file; `nil` when it cannot be read.
  let read: FileLinker.Read
  let environment: EnvironmentExpansion
  /// What the files take from the environment.
  private(set) var usage = EnvironmentUsage()
  /// Nodes that may still be looked at: aliases can make a small file large.
  private var budget = 200_000

  /// The keys that were asked for, by section: for the test that finds keys which are declared and never read.
  private(set) var asked: [String: Set<String>] = [:]

  /// Name of the file that was asked for.
  var name: String { texts[0].name }

  /// Parses a text, and puts in the files that it names. What is wrong becomes a diagnostic.
  init(name: String, bytes: [UInt8], environment: EnvironmentExpansion, read: @escaping FileLinker.Read) {
    (self.environment, self.read) = (environment, read)
    texts = [SourceText(name: name, bytes: bytes)]
    root = texts[0].root
    if let problem = texts[0].problem { diagnostics = [problem] }
    if let root { self.root = FileLinker(file: self, environment: environment, read: read).link(root) }
  }

  /// The content of a file that belongs to this one; `nil` when there is none, which was told.
  func companion(_ name: String) -> Node? {
    guard let bytes = read(name) else {
      diagnostics.append(
        Diagnostic(file: name, line: 0, column: 0, path: "", message: "the file cannot be read"))
      return nil
    }
    let number = add(SourceText(name: name, bytes: bytes))
    return texts[number].root.map {
      FileLinker(file: self, environment: environment, read: read).link($0, origin: number)
    }
  }

  /// Adds a file that another one names; its number.
  func add(_ text: SourceText) -> Int {
    texts.append(text)
    if let problem = text.problem { diagnostics.append(problem) }
    return texts.count - 1
  }

  /// Puts a value in place of what the file has; what is wrong becomes a diagnostic.
  func set(_ setting: ScenarioSetting) {
    guard let root else { return }
    do {
      self.root = try setting.applied(to: root)
    } catch {
      report(root, path: setting.path.joined(separator: "."), "\(setting): \(error)")
    }
  }

  /// Where a node stands, such as `s.yaml:4:5`.
  func place(of node: Node) -> String {
    let name = texts[node.origin].name
    return node.mark.map { "\(name):\($0.line):\($0.column)" } ?? name
  }

  /// A path as it is meant by the file in which the node stands.
  func path(_ path: String, in node: Node) -> String {
    texts[node.origin].name.resolving(path: path)
  }

  /// Takes back what was told of a mapping itself since there were so many diagnostics: beside an unknown key, what seems
  /// to be missing is most likely what that key was meant to say.
  func takeBack(since count: Int, about path: String) {
    let later = diagnostics[min(count, diagnostics.count)...]
    diagnostics = diagnostics.prefix(count) + later.filter { $0.path != path }
  }

  /// Whether more diagnostics would help nobody.
  var isFull: Bool { diagnostics.count >= Self.diagnosticLimit }
  private static let diagnosticLimit = 100

  /// A mapping was asked for these keys.
  func noteAsked(_ keys: [String], section: String) { asked[section, default: []].formUnion(keys) }

  /// Whether another node may be looked at.
  func spend() -> Bool {
    budget -= 1
    return budget > 0
  }

  /// A text has taken something from the environment.
  func note(_ expanded: EnvironmentExpansion.Expanded, at node: Node) {
    usage.add(expanded)
    for name in usage.unclear {
      report(
        node, path: "",
        "'$${\(name)}' is a plain text, and '${\(name)}' the environment variable: a manifest cannot tell them apart",
        expected: "another name for one of them")
    }
  }

  /// A text with what it calls by name put in.
  func opened(_ text: String) -> String { opening.reveal(text) }

  /// What is called by name so far.
  var opening: Secrets {
    Secrets(variables: environment.variables.filter { usage.called.contains($0.key) })
  }

  func report(
    _ node: Node?, origin: Int? = nil, path: String, _ message: String, expected: String? = nil,
    suggestion: String? = nil
  ) {
    let hidden = usage.hiding(message, environment).croppedInside(500)
    var diagnostic = diagnostic(node, origin, path: path, hidden)
    diagnostic.expected = expected.map { usage.hiding($0, environment) }
    diagnostic.suggestion = suggestion
    // What several scenarios inherit is read for each of them.
    let isKnown = diagnostics.contains { $0.isSame(as: diagnostic) }
    if !isFull, !isKnown { diagnostics.append(diagnostic) }
  }

  /// Tells something that is not wrong.
  func warn(_ node: Node?, path: String, _ message: String) {
    var diagnostic = diagnostic(node, nil, path: path, message)
    diagnostic.severity = .warning
    let isKnown = warnings.contains { $0.isSame(as: diagnostic) }
    if warnings.count < Self.diagnosticLimit, !isKnown { warnings.append(diagnostic) }
  }

  private func diagnostic(_ node: Node?, _ origin: Int?, path: String, _ message: String) -> Diagnostic {
    let text = texts[origin ?? node?.origin ?? 0]
    let line = node?.mark?.line ?? 0
    return Diagnostic(
      file: text.name, line: line, column: node?.mark?.column ?? 0, path: path, message: message,
      snippet: text.line(line))
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
