import RunModel
import Yams

/// One key of `matrix`: a list of values, one value, or keys that say where the values come from.
struct DimensionDecoder {
  let file: SourceFile

  func decode(_ name: String, _ node: Node, _ parent: YAMLReader) -> MatrixSpecification.Dimension? {
    let path = parent.child(name)
    var when: [MatrixCondition] = []
    let source: DimensionSource?
    switch node {
    case .sequence(let sequence): source = listed(sequence, node, parent, path: path)
    case .scalar, .alias: source = parent.json(node, path: path).map { .values([$0]) }
    case .mapping:
      guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return nil }
      source = self.source(&reader)
      if let conditions = reader.mapping("when") { when = ConditionDecoder(file: file).decode(conditions) }
      reader.finish()
    }
    return source.map { .init(name: name, source: $0, when: when, place: file.place(of: node)) }
  }

  private func source(_ reader: inout YAMLReader) -> DimensionSource? {
    if let node = reader.value("values") {
      guard case .sequence(let sequence) = node else {
        return reader.json(node, path: reader.child("values")).map { .values([$0]) }
      }
      return listed(sequence, node, reader, path: reader.child("values"))
    }
    return RangeDecoder(file: file).decode(&reader).map { .values($0) }
  }

  /// Values, or values with weights: `{value: large, weight: 3}`.
  private func listed(_ nodes: Node.Sequence, _ node: Node, _ reader: YAMLReader, path: String)
    -> DimensionSource?
  {
    if nodes.isEmpty {
      file.report(node, path: path, "the list has no values", expected: "at least one value")
    }
    var weights: [Double] = []
    let values = nodes.compactMap { element -> JSONValue? in
      guard case .mapping(let mapping) = element, mapping.count == 2, mapping["value"] != nil,
        mapping["weight"] != nil
      else {
        weights.append(1)
        return reader.json(element, path: path)
      }
      var inner = YAMLReader(element, file, reader.environment, path: path)
      weights.append(inner?.number("weight", 0...1e9, "a number from 0") ?? 1)
      return mapping["value"].flatMap { reader.json($0, path: path) }
    }
    return weights.contains { $0 != 1 } ? .weighted(values, weights: weights) : .values(values)
  }
}
