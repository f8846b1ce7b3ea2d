import RunModel
import Yams

/// `strategy:` of a matrix: a word, `{sample: N}`, or `{t_wise: 2, rows: [...], max: N}`.
struct StrategyDecoder {
  let file: SourceFile

  private static let words: [String: MatrixSpecification.Strategy] = [
    "cartesian": .cartesian, "zip": .zip, "one_factor_at_a_time": .oneFactorAtATime,
    "pairwise": .covering(.init()),
  ]

  func decode(_ node: Node, _ reader: YAMLReader) -> MatrixSpecification.Strategy {
    let path = reader.child("strategy")
    if case .mapping = node {
      guard var inner = YAMLReader(node, file, reader.environment, path: path) else { return .cartesian }
      defer { inner.finish() }
      return decode(&inner, node)
    }
    guard let text = reader.text(node, path: path) else { return .cartesian }
    if let strategy = Self.words[text] { return strategy }
    let names = Self.words.keys.sorted()
    file.report(
      node, path: path, "strategy is '\(text)'",
      expected: names.joined(separator: ", ") + ", {sample: N}, or {t_wise: 2}",
      suggestion: NearestWord.find(text, in: names))
    return .cartesian
  }

  private func decode(_ reader: inout YAMLReader, _ node: Node)
    -> MatrixSpecification.Strategy
  {
    if reader.has("t_wise") { return .covering(covering(&reader)) }
    if let count = reader.integer("sample", 1...10_000_000, "a whole number from 1") { return .sample(count) }
    file.report(node, path: reader.path, "the strategy is not named", expected: "sample: N, or t_wise: 2")
    return .cartesian
  }

  private func covering(_ reader: inout YAMLReader) -> MatrixSpecification.Covering {
    var covering = MatrixSpecification.Covering()
    covering.strength = reader.integer("t_wise", 2...4, "a whole number from 2 to 4") ?? 2
    covering.maximum = reader.integer("max", 1...10_000_000, "a whole number from 1")
    let nodes = reader.list("rows")
    covering.rows = nodes.compactMap { row($0, reader) }
    if let most = covering.maximum, most < covering.rows.count, let node = reader.value("max") {
      file.report(
        node, path: reader.child("max"), "max is \(most), less than the \(covering.rows.count) rows",
        expected: "at least as many as there are rows")
    }
    return covering
  }

  private func row(_ node: Node, _ reader: YAMLReader) -> [String: JSONValue]? {
    let path = reader.child("rows")
    guard case .mapping = node, case .object(let members) = reader.json(node, path: path) else {
      file.report(node, path: path, "\(YAMLReader.describe(node)) where names and values are expected")
      return nil
    }
    return members
  }
}
