import RunModel
import Yams

/// Puts other files in. `extends:` names files that this one is a variation of, `include:` parts that go over them; the
/// file's own keys go over both. `!include FILE` stands for a file's content wherever a value may stand. Paths begin at
/// the folder of the file that mentions them.
struct FileLinker {
  /// The bytes of a file; `nil` when it cannot be read.
  typealias Read = (String) -> [UInt8]?

  /// Files within files, at most.
  static let depthLimit = 8
  /// Files in all, and their bytes.
  static let countLimit = 64
  static let byteLimit = 16 << 20

  let file: SourceFile
  let environment: EnvironmentExpansion
  let read: Read
  private let budget = Budget()

  private final class Budget {
    var bytes = 0
    var nodes = SourceText.nodeLimit
  }

  /// Where a mapping stands: only some may extend others.
  private enum Place {
    case root, scenarios, scenario, other

    /// Where the value of a key stands.
    func child(_ name: String) -> Place {
      switch self {
      case .root: name == "scenarios" ? .scenarios : .other
      case .scenarios: .scenario
      case .scenario, .other: .other
      }
    }
  }

  init(file: SourceFile, environment: EnvironmentExpansion, read: @escaping Read) {
    self.file = file
    self.environment = environment
    self.read = read
  }

  /// The content with all files put in.
  func link(_ root: Node, origin: Int = 0) -> Node { link(root, .root, origin: origin, chain: [origin]) }

  /// - Parameters:
  ///   - origin: the file in which the node stands.
  ///   - chain: the files that lead there.
  private func link(_ node: Node, _ place: Place, origin: Int, chain: [Int]) -> Node {
    budget.nodes -= 1
    guard budget.nodes > 0 else {
      if budget.nodes == 0 { report(node, origin, "there are too many nodes; aliases may multiply them") }
      return Node("")
    }
    if let path = included(node, origin) { return content(path, node, origin: origin, chain: chain) }
    let tag = Node.tag(origin: origin)
    switch node {
    case .scalar(var scalar):
      scalar.tag = tag
      return .scalar(scalar)
    case .sequence(let sequence):
      let inner = place == .scenarios ? Place.scenario : .other
      let nodes = sequence.map { link($0, inner, origin: origin, chain: chain) }
      return .sequence(Node.Sequence(nodes, tag, sequence.style, sequence.mark))
    case .mapping(let mapping):
      return link(mapping, place, tag, origin: origin, chain: chain)
    case .alias: return node
    }
  }

  private func link(_ mapping: Node.Mapping, _ place: Place, _ tag: Tag, origin: Int, chain: [Int]) -> Node {
    var members = MappingMembers(mapping)
    // Merge keys may bring in many.
    budget.nodes -= max(0, members.names.count - mapping.count)
    var base: Node?
    if place == .root || place == .scenario {
      for key in LinkKeys.names {
        for path in members.remove(key).map({ paths($0, key, origin) }) ?? [] {
          let lower = content(path.text, path.node, origin: origin, chain: chain)
          base = base.map { NodeMerge.merge($0, lower) } ?? lower
        }
      }
    }
    let pairs = members.names.compactMap { name in
      members[name].map {
        (
          link($0.key, .other, origin: origin, chain: chain),
          link($0.value, place.child(name), origin: origin, chain: chain)
        )
      }
    }
    let own = Node.mapping(Node.Mapping(pairs, tag, mapping.style, mapping.mark))
    return base.map { NodeMerge.merge($0, own) } ?? own
  }

  // MARK: Files

  /// The paths of `extends:` or `include:`, one or a list.
  private func paths(_ value: Node, _ key: String, _ origin: Int) -> [(text: String, node: Node)] {
    let nodes = value.sequence.map(Array.init) ?? [value]
    return nodes.compactMap { node in
      guard let text = node.scalar?.string, !text.isEmpty else {
        report(node, origin, "\(key) names no file", expected: "a path, or a list of paths")
        return nil
      }
      return (text, node)
    }
  }

  /// The path behind `!include`; other tags are slips.
  private func included(_ node: Node, _ origin: Int) -> String? {
    let tag = node.tagName
    // "!" alone is what Yams calls a quoted text.
    guard tag.hasPrefix("!"), tag != "!" else { return nil }
    guard tag == "!include", let path = node.scalar?.string, !path.isEmpty else {
      report(
        node, origin, "unknown tag '\(tag)'", expected: "!include and a path",
        suggestion: NearestWord.find(tag, in: ["!include"]))
      return nil
    }
    return path
  }

  /// The content of a file, itself linked.
  private func content(_ path: String, _ node: Node, origin: Int, chain: [Int]) -> Node {
    let nothing = Node([(Node, Node)]())
    guard case .success(let expanded) = environment.expand(path) else {
      report(node, origin, "the path '\(path)' needs an environment variable that is not set")
      return nothing
    }
    let name = file.texts[origin].name.resolving(path: expanded)
    let leading = chain.map { file.texts[$0].name.normalisedPath }
    if leading.contains(name.normalisedPath) {
      let circle = (leading + [name]).joined(separator: " -> ")
      report(node, origin, "the files put each other in: \(circle)")
      return nothing
    }
    guard chain.count <= Self.depthLimit, file.texts.count < Self.countLimit else {
      report(
        node, origin,
        "too many files: at most \(Self.depthLimit) within each other, \(Self.countLimit) in all")
      return nothing
    }
    guard let bytes = read(name) else {
      report(
        node, origin, "the file '\(name)' cannot be read, or is larger than \(SourceText.limit) bytes",
        expected: "a path from the folder of this file")
      return nothing
    }
    budget.bytes += bytes.count
    guard budget.bytes <= Self.byteLimit else {
      report(node, origin, "the files have more than \(Self.byteLimit) bytes in all")
      return nothing
    }
    let number = file.add(SourceText(name: name, bytes: bytes))
    guard let root = file.texts[number].root else { return nothing }
    return link(root, .root, origin: number, chain: chain + [number])
  }

  private func report(
    _ node: Node, _ origin: Int, _ message: String, expected: String? = nil, suggestion: String? = nil
  ) {
    file.report(node, origin: origin, path: "", message, expected: expected, suggestion: suggestion)
  }
}
