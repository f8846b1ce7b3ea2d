extension Comparison {
  /// The nodes that speak in the verdict, each with the figure that does.
  package var decidingNodes: [(name: String, row: Row)] {
    tables.filter { $0.kind == "node" }.flatMap(\.groups).flatMap { group in
      group.rows.filter(\.isPrimary).map { (Self.title(group.name), $0) }
    }
  }

  /// Whether nothing but nodes made it worse.
  package var isWorseByNodes: Bool {
    outcome == .worse && !rows.contains { $0.isPrimary && $0.outcome == .worse }
  }

  /// A node's title without its type, `Rerank` of `Rerank (tool)`.
  private static func title(_ name: String) -> String {
    guard name.hasSuffix(")"), let end = name.lastIndex(of: "("), end > name.startIndex else { return name }
    return String(name[..<name.index(before: end)])
  }
}
