import Yams

/// Builds nodes that stand where another node stands, so that diagnostics about them name its place.
struct NodeBuilder {
  let place: Node

  private var tag: Tag { Node.tag(origin: place.origin) }

  /// A text; quoted, so that it stays one.
  func text(_ text: String) -> Node { scalar(text, .doubleQuoted) }

  /// A number or a word, as if it had been written without quotes.
  func plain(_ text: String) -> Node { scalar(text, .plain) }

  private func scalar(_ text: String, _ style: Node.Scalar.Style) -> Node {
    .scalar(Node.Scalar(text, tag, style, place.mark))
  }

  func list(_ nodes: [Node]) -> Node { .sequence(Node.Sequence(nodes, tag, .any, place.mark)) }

  /// A mapping; members without a value are left out.
  func mapping(_ members: KeyValuePairs<String, Node?>) -> Node {
    mapping(members.compactMap { name, node in node.map { (name, $0) } })
  }

  func mapping(_ members: [(String, Node)]) -> Node {
    .mapping(Node.Mapping(members.map { (text($0.0), $0.1) }, tag, .any, place.mark))
  }

  /// A node that was read from elsewhere, put here.
  func moved(_ node: Node) -> Node {
    switch node {
    case .scalar(let scalar): .scalar(Node.Scalar(scalar.string, tag, scalar.style, place.mark))
    case .sequence(let sequence): list(sequence.map(moved))
    case .mapping(let mapping):
      .mapping(Node.Mapping(mapping.map { (moved($0.key), moved($0.value)) }, tag, .any, place.mark))
    case .alias: node
    }
  }
}
