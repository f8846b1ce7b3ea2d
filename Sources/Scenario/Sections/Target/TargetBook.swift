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

  /// Reads `targets:` and `target:`.
  init(_ keys: KeyReader<FileKeys>) {
    file = keys.file
    if let named = keys.targets?.members {
      for (name, _, value) in named { add(name, value) }
      if named.count == 1 { standard = named[0].name }
    }
    if let target = keys.target { standard = self.named(target, owner: "default", asks: false) }
  }

  /// Those that something goes to.
  var used: [TargetSpecification] { asked.compactMap { entries[$0]?.specification } }

  private var names: [String] { entries.keys.sorted() }

  /// The target of everyone who names none.
  func standard(_ root: YAMLValue) -> String {
    if let standard { return ask(standard) }
    if entries.isEmpty {
      file.report(
        root.node, path: "", "there is no target",
        expected: "target: mock, or target: with base_url and api_key")
    } else {
      file.report(
        root.node, path: "", "there are several targets, and nothing says which one is meant",
        expected: "target: and one of \(names.joined(separator: ", "))")
    }
    return "default"
  }

  /// The target that a node names, or is.
  func named(_ value: YAMLValue, owner: String, asks: Bool = true) -> String {
    guard case .scalar(let scalar) = value.node else {
      let own = entries[owner] == nil ? owner : "\(owner)-target"
      add(own, value)
      return asks ? ask(own) : own
    }
    let name = scalar.string
    if entries[name] != nil { return asks ? ask(name) : name }
    guard name == "mock" else {
      let words = names + ["mock"]
      value.report(
        "target is '\(name)'",
        expected: words.joined(separator: ", ") + ", or base_url and api_key",
        suggestion: NearestWord.find(name, in: words))
      return "default"
    }
    let own = owner == "default" ? owner : "mock"
    add(own, value)
    return asks ? ask(own) : own
  }

  /// A target like another, but for some keys; it has a name of its own.
  func changed(
    _ base: String, _ changes: [(name: String, value: YAMLValue)], _ variant: YAMLValue, name: String
  ) -> String {
    let own = "\(base)-\(name)"
    guard let entry = entries[base] else { return base }
    let over = Node.Mapping(
      changes.map { (Node($0.name), $0.value.node) }, .implicit, .any, variant.node.mark)
    add(own, variant.at(NodeMerge.merge(entry.node, .mapping(over))))
    return ask(own)
  }

  /// The stand-in, as keys.
  private static var mock: Node {
    .mapping(Node.Mapping([(Node("mock"), .mapping(Node.Mapping([])))]))
  }

  private func add(_ name: String, _ value: YAMLValue) {
    var specification = TargetKeys.read(value)
    specification.name = name
    let isWord = value.scalar != nil
    entries[name] = Entry(specification: specification, node: isWord ? Self.mock : value.node)
  }

  private func ask(_ name: String) -> String {
    if !asked.contains(name) { asked.append(name) }
    return name
  }
}
