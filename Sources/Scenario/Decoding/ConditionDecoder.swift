import RunModel
import Yams

/// `when:` of a dimension: parameters, each with a value, a list of values, `{not: ...}`, or `{min: , max: }`.
struct ConditionDecoder {
  let file: SourceFile

  func decode(_ reader: YAMLReader) -> [MatrixCondition] {
    var reader = reader
    defer { reader.finish() }
    if reader.names.isEmpty {
      file.report(
        reader.node, path: reader.path, "the condition is empty", expected: "such as when: {model: large}")
    }
    return reader.names.compactMap { name in
      guard let node = reader.value(name) else { return nil }
      return test(node, reader, path: reader.child(name)).map { MatrixCondition(name, $0) }
    }
  }

  private func test(_ node: Node, _ parent: YAMLReader, path: String) -> MatrixCondition.Test? {
    guard case .mapping = node else { return .oneOf(values(node, parent, path: path)) }
    guard var inner = YAMLReader(node, file, parent.environment, path: path) else { return nil }
    defer { inner.finish() }
    let min = inner.number("min", -1e15...1e15, "a number")
    let max = inner.number("max", -1e15...1e15, "a number")
    if let excluded = inner.value("not") { return .noneOf(values(excluded, parent, path: path)) }
    if min == nil, max == nil {
      file.report(
        node, path: path, "the condition says nothing", expected: "a value, a list, not:, or min: and max:")
    }
    return .within(min: min, max: max)
  }

  private func values(_ node: Node, _ reader: YAMLReader, path: String) -> [JSONValue] {
    guard case .sequence(let nodes) = node else { return reader.json(node, path: path).map { [$0] } ?? [] }
    return nodes.compactMap { reader.json($0, path: path) }
  }
}
