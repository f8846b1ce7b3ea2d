import RunModel
import Yams

/// The targets of a file: the one of `target:`, those of `targets:` by name, and what scenarios and variants add.
final class TargetBook {
  private struct Entry {
    var specification: TargetSpecification
    /// As it was written, so that a variant can change a part of it.
    var node: Node
  }

  private let file: SourceFile
  private var entries: [String: Entry] = [:]
  /// In the order in which they were first asked for.
  private var asked: [String] = []
  /// The name of the target for everyone who names none.
  private var standard: String?

  init(file: SourceFile) { self.file = file }

  /// Those that something goes to.
  var used: [TargetSpecification] { asked.compactMap { entries[$0]?.specification } }

  private var names: [String] { entries.keys.sorted() }

  /// Reads `targets:` and `target:`.
  func read(_ reader: inout YAMLReader) {
    if var named = reader.mapping("targets") {
      for name in named.names {
        if let node = named.value(name) { add(name, node, named, path: named.child(name)) }
      }
      if named.names.count == 1 { standard = named.names[0] }
    }
    if let node = reader.value("target") {
      standard = self.named(node, reader, owner: "default", asks: false)
    }
  }

  /// The target of everyone who names none.
  func standard(_ reader: YAMLReader) -> String {
    if let standard { return ask(standard) }
    if entries.isEmpty {
      file.report(
        reader.node, path: "", "there is no target",
        expected: "target: mock, or target: with base_url and api_key")
    } else {
      file.report(
        reader.node, path: "", "there are several targets, and nothing says which one is meant",
        expected: "target: and one of \(names.joined(separator: ", "))")
    }
    return "default"
  }

  /// The target that a node names, or is.
  func named(_ node: Node, _ reader: YAMLReader, owner: String, asks: Bool = true) -> String {
    guard case .scalar(let scalar) = node else {
      let own = entries[owner] == nil ? owner : "\(owner)-target"
      add(own, node, reader, path: reader.child("target"))
      return asks ? ask(own) : own
    }
    let name = scalar.string
    if entries[name] != nil { return asks ? ask(name) : name }
    guard name == "mock" else {
      let words = names + ["mock"]
      file.report(
        node, path: reader.child("target"), "target is '\(name)'",
        expected: words.joined(separator: ", ") + ", or base_url and api_key",
        suggestion: NearestWord.find(name, in: words))
      return "default"
    }
    let own = owner == "default" ? owner : "mock"
    add(own, node, reader, path: reader.child("target"))
    return asks ? ask(own) : own
  }

  /// A target like another, but for some keys; it has a name of its own.
  func changed(_ base: String, _ changes: [(String, Node)], _ reader: YAMLReader, name: String) -> String {
    let own = "\(base)-\(name)"
    guard let entry = entries[base] else { return base }
    let over = Node.Mapping(changes.map { (Node($0.0), $0.1) }, .implicit, .any, reader.node.mark)
    add(own, NodeMerge.merge(entry.node, .mapping(over)), reader, path: reader.child("target"))
    return ask(own)
  }

  /// The stand-in, as keys.
  private static var mock: Node {
    .mapping(Node.Mapping([(Node("mock"), .mapping(Node.Mapping([])))]))
  }

  private func add(_ name: String, _ node: Node, _ reader: YAMLReader, path: String) {
    var specification = TargetDecoder(file: file).decode(node, reader, path: path)
    specification.name = name
    let isWord = node.scalar != nil
    entries[name] = Entry(specification: specification, node: isWord ? Self.mock : node)
  }

  private func ask(_ name: String) -> String {
    if !asked.contains(name) { asked.append(name) }
    return name
  }
}
