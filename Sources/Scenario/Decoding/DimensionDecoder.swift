import RunModel
import Yams

/// One key of `matrix`: a list of values, one value, or keys that say where the values come from.
struct DimensionDecoder {
  let file: SourceFile

  /// Keys of which a dimension has one: it says where the values come from.
  static let kinds = [
    "values", "from", "csv", "json", "jsonl", "random", "characters", "tokens", "boundary", "files", "urls",
    "env",
    "type",
  ]

  func decode(_ name: String, _ node: Node, _ parent: YAMLReader) -> MatrixSpecification.Dimension? {
    let path = parent.child(name)
    guard case .mapping = node else {
      let source = ValueListDecoder(file: file).decode(node, parent, path: path)
      return source.map { .init(name: name, source: $0, place: file.place(of: node)) }
    }
    guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return nil }
    defer { reader.finish() }
    let type: ValueType? = reader.word("type")
    let source = source(&reader, name, type)
    let when = reader.mapping("when").map { ConditionDecoder(file: file).decode($0) } ?? []
    return source.map {
      .init(
        name: name, source: typed($0, type, reader), type: type, when: when, place: file.place(of: node))
    }
  }

  private func source(_ reader: inout YAMLReader, _ name: String, _ type: ValueType?) -> DimensionSource? {
    let found = Self.kinds.filter(reader.has)
    guard let kind = found.first(where: { $0 != "from" || !reader.has("random") }) ?? found.first else {
      // Asked for, so that `finish` knows what might have been meant.
      for kind in Self.kinds + ["to"] { _ = reader.value(kind) }
      file.report(
        reader.node, path: reader.path, "it does not say where the values come from",
        expected: "a list, or one of \(Self.kinds.joined(separator: ", "))")
      return nil
    }
    switch kind {
    case "values":
      return reader.value("values").flatMap {
        ValueListDecoder(file: file).decode($0, reader, path: reader.child("values"), type: type)
      }
    case "from": return RangeDecoder(file: file).decode(&reader).map { .values($0) }
    case "csv", "json", "jsonl":
      return TableDecoder(file: file).decode(&reader, kind, parameter: name).map { .table($0) }
    case "random": return RandomDecoder(file: file).decode(&reader).map { .random($0) }
    case "characters", "tokens": return TextDecoder(file: file).decode(&reader, kind).map { .text($0) }
    case "boundary": return BoundaryDecoder(file: file).decode(&reader).map { .boundary($0) }
    case "files", "urls": return FileListDecoder(file: file).decode(&reader, kind).map { .files($0) }
    case "env": return ValueListDecoder(file: file).environment(&reader).map { .values($0) }
    default:
      if type == .boolean { return .values([true, false]) }
      file.report(
        reader.node, path: reader.path, "there are no values of that type",
        expected: "values:, or type: boolean for true and false")
      return nil
    }
  }

  /// Values that are written out are converted here, where a mistake has a place.
  private func typed(_ source: DimensionSource, _ type: ValueType?, _ reader: YAMLReader) -> DimensionSource {
    guard let type else { return source }
    func converted(_ values: [JSONValue]) -> [JSONValue] {
      values.map { value in
        if let converted = type.convert(value) { return converted }
        let shown = String(decoding: CanonicalJSON.bytes(of: value).prefix(80), as: UTF8.self)
        file.report(reader.node, path: reader.path, "\(shown) is no \(type.rawValue)")
        return value
      }
    }
    switch source {
    case .values(let values): return .values(converted(values))
    case .weighted(let values, let weights): return .weighted(converted(values), weights: weights)
    default: return source
    }
  }
}
