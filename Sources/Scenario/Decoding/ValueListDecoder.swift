import RunModel
import Yams

/// Values that are written out, in the file or in an environment variable.
struct ValueListDecoder {
  let file: SourceFile

  private static let limit = 1_000_000

  /// A list, or one value. Values that are turned into numbers are read here, and call nothing by name.
  func decode(_ node: Node, _ reader: YAMLReader, path: String, type: ValueType? = nil) -> DimensionSource? {
    let isSent = type == nil || type == .text
    guard case .sequence(let nodes) = node else {
      return reader.json(node, path: path, isSent: isSent).map { .values([$0]) }
    }
    if nodes.isEmpty {
      file.report(node, path: path, "the list has no values", expected: "at least one value")
    }
    var weights: [Double] = []
    let values = nodes.compactMap { element -> JSONValue? in
      guard let (value, weight) = weighted(element, reader, path) else {
        weights.append(1)
        return reader.json(element, path: path, isSent: isSent)
      }
      weights.append(weight)
      return reader.json(value, path: path, isSent: isSent)
    }
    return weights.contains { $0 != 1 } ? .weighted(values, weights: weights) : .values(values)
  }

  /// `{value: large, weight: 3}`, those two keys and no other.
  private func weighted(_ node: Node, _ reader: YAMLReader, _ path: String) -> (Node, Double)? {
    guard case .mapping(let mapping) = node, mapping.count == 2, let value = mapping["value"],
      mapping["weight"] != nil, var inner = YAMLReader(node, file, reader.environment, path: path)
    else { return nil }
    return (value, inner.number("weight", 0...1e9, "a number from 0") ?? 1)
  }

  /// `env: MODELS`: the variable's parts, typed as plain values of the file are.
  func environment(_ reader: inout YAMLReader) -> [JSONValue]? {
    let separator = reader.text("separator") ?? ","
    guard let node = reader.value("env"), let name = reader.text(node, path: reader.child("env")) else {
      return nil
    }
    guard let text = reader.environment.variables[name], !text.isEmpty else {
      file.report(
        node, path: reader.child("env"), "the environment variable '\(name)' is not set, or empty",
        expected: "values with '\(separator)' between them")
      return nil
    }
    let parts = text.split(separator: separator.isEmpty ? "," : separator, omittingEmptySubsequences: false)
    guard parts.count <= Self.limit else {
      file.report(node, path: reader.child("env"), "'\(name)' has more than \(Self.limit) values")
      return nil
    }
    return parts.map { ScalarKind.value(Self.trimmed($0), isPlain: true) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
