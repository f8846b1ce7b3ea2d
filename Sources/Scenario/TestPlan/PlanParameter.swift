import RunModel
import Yams

/// One parameter: the first that it has of values, range, file pool, JSON template and default.
struct PlanParameter {
  enum Values {
    /// A dimension of the matrix.
    case dimension(Node)
    /// An input that is made of others.
    case input(Node)
    /// Variants, each with a file.
    case axis(Node)
  }

  let values: Values

  private enum Kind: String, CaseIterable {
    case string, int, float, bool, file, json, `enum`

    func fits(_ text: String) -> Bool {
      switch self {
      case .int: Int(text) != nil
      case .float: Double(text) != nil
      case .bool: text == "true" || text == "false"
      case .string, .file, .json, .enum: true
      }
    }
  }

  init?(_ name: String, _ node: Node, _ plan: TestPlanTranslator) {
    guard let reader = plan.reader(node, "test_data.datasets.parameters.\(name)") else { return nil }
    defer { reader.finish() }
    let kind: Kind? = reader.word("type")
    if kind == nil, !reader.has("type") {
      plan.file.report(
        node, path: reader.path, "the parameter has no type",
        expected: Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let standard = reader.value("default")
    let (list, range) = (reader.list("values"), reader.mapping("range"))
    let (pool, template) = (reader.list("file_pool"), reader.value("json_template"))
    let typed = { (node: Node) in Self.typed(node, kind ?? .string, plan, reader.path) }
    let build = NodeBuilder(place: node)
    if !list.isEmpty {
      values = .dimension(build.list(list.map(typed)))
    } else if let range {
      values = .dimension(Self.range(range))
    } else if !pool.isEmpty {
      values = .axis(Self.axis(pool, name))
    } else if let template {
      guard let made = Self.json(template, plan, reader.child("json_template")) else { return nil }
      values = .input(made)
    } else if let standard {
      values = .dimension(build.list([typed(standard)]))
    } else {
      plan.file.report(
        node, path: reader.path, "the parameter has no values",
        expected: "values, range, file_pool, json_template or default")
      return nil
    }
  }

  /// A value as its type wants it; one that does not fit is told.
  private static func typed(_ node: Node, _ kind: Kind, _ plan: TestPlanTranslator, _ path: String) -> Node {
    guard case .scalar(let scalar) = node else { return node }
    guard case .success(let text) = plan.file.environment.expand(scalar.string) else { return node }
    let isKnownLater = text.contains("${")
    if !isKnownLater, !kind.fits(text) {
      plan.file.report(node, path: path, "'\(text)' is no \(kind.rawValue)")
    }
    let build = NodeBuilder(place: node)
    switch kind {
    case .string, .enum: return build.text(scalar.string)
    case .int, .float, .bool: return build.plain(scalar.string)
    case .file, .json: return node
    }
  }

  /// `{min, max, step}`; both ends included.
  private static func range(_ reader: YAMLReader) -> Node {
    let range = NodeBuilder(place: reader.node).mapping([
      "from": reader.value("min"), "to": reader.value("max"), "step": reader.value("step"),
    ])
    reader.finish()
    return range
  }

  private static func axis(_ pool: [Node], _ variable: String) -> Node {
    let variants = pool.map { node in
      let build = NodeBuilder(place: node)
      let path = node.scalar?.string ?? ""
      let name = path.lastComponent
      let isRemote = path.hasPrefix("http://") || path.hasPrefix("https://")
      let reference = build.mapping([
        isRemote ? "url" : "path": node, "variable": build.text(variable),
      ])
      return build.mapping(["name": build.text(name), "files": build.list([reference])])
    }
    return NodeBuilder(place: pool[0]).list(variants)
  }

  /// A JSON text with places such as `${input.topic}`; it is filled and sent as JSON.
  private static func json(_ node: Node, _ plan: TestPlanTranslator, _ path: String) -> Node? {
    guard let text = node.scalar?.string, let value = try? Yams.compose(yaml: text), value.scalar == nil
    else {
      plan.file.report(node, path: path, "the template is no JSON object or list")
      return nil
    }
    return NodeBuilder(place: node).moved(value)
  }
}
