import RunModel
import Yams

/// `variants:`: the whole matrix once for each. A list is one axis; a mapping has several, each with a list, and every
/// variant of one is combined with every variant of the others.
struct VariantDecoder {
  let file: SourceFile
  let targets: TargetBook

  /// A matrix and the target that its cases go to.
  struct Variant {
    var matrix: MatrixSpecification
    var target: String
  }

  /// More variants than a report could show.
  private static let limit = 1000

  func decode(_ reader: inout YAMLReader, of matrix: MatrixSpecification, target: String) -> [Variant] {
    let plain = [Variant(matrix: matrix, target: target)]
    guard let node = reader.value("variants") else { return plain }
    let path = reader.child("variants")
    var variants = plain
    for axis in axes(node, path) {
      guard !axis.isEmpty else {
        file.report(node, path: path, "there are no variants", expected: "a list of names with inputs")
        continue
      }
      guard variants.count * axis.count <= Self.limit else {
        file.report(node, path: path, "there are more than \(Self.limit) variants in all")
        return plain
      }
      variants = variants.flatMap { variant in
        axis.compactMap { overlay(variant, $0, reader.environment, path) }
      }
    }
    checkNames(variants, node, path)
    return variants
  }

  /// The lists of overlays.
  private func axes(_ node: Node, _ path: String) -> [[Node]] {
    guard case .mapping(let mapping) = node else { return [node.sequence.map(Array.init) ?? [node]] }
    return MappingMembers(mapping).pairs.map { _, value in value.sequence.map(Array.init) ?? [value] }
  }

  private func overlay(
    _ base: Variant, _ node: Node, _ environment: EnvironmentExpansion, _ path: String
  ) -> Variant? {
    guard var reader = YAMLReader(node, file, environment, path: path) else { return nil }
    defer { reader.finish() }
    guard let name = reader.text("name") else {
      file.report(node, path: path, "the variant has no name", expected: "name: and a word")
      return nil
    }
    var variant = base
    variant.matrix.variant = base.matrix.variant.map { "\($0)-\(name)" } ?? name
    variant.matrix.weight *= reader.number("weight", 0...1e9, "a share from 0") ?? 1
    overlay(&variant.matrix, &reader)
    if let other = reader.value("target") {
      variant.target = targets.named(other, reader, owner: "\(variant.matrix.scenario)-\(name)")
    }
    let changes = ["api_key", "workflow_version", "response_mode", "headers"].compactMap { key in
      reader.value(key).map { (key, $0) }
    }
    if !changes.isEmpty { variant.target = targets.changed(variant.target, changes, reader, name: name) }
    return variant
  }

  /// What a variant says of the cases goes over what the scenario says.
  private func overlay(_ matrix: inout MatrixSpecification, _ reader: inout YAMLReader) {
    let decoder = MatrixDecoder(file: file)
    matrix.workflowID = reader.text("workflow") ?? matrix.workflowID
    if let inputs = reader.value("inputs") {
      matrix.inputs.merge(decoder.object(inputs, reader, path: reader.child("inputs"), isSent: true)) { $1 }
    }
    matrix.query = reader.sentText("query") ?? matrix.query
    matrix.tags.merge(decoder.tags(&reader)) { $1 }
    if reader.has("turns") { matrix.turns = decoder.turns(&reader) }
    if reader.has("files") { matrix.files = decoder.files(&reader) }
  }

  private func checkNames(_ variants: [Variant], _ node: Node, _ path: String) {
    var names: Set<String> = []
    for name in variants.compactMap(\.matrix.variant) where !names.insert(name).inserted {
      file.report(
        node, path: path, "the variant '\(name)' comes twice", expected: "a name of its own for each variant")
    }
  }
}
