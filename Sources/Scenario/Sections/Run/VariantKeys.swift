import RunModel
import Yams

/// One of `variants:`.
struct VariantKeys: KeySection {
  static let about = SectionFacts(
    "variant", "What a variant says goes over what its scenario says.", place: "variants: [@]")

  let name = Key.checked("name", .text, "Its name, in reports", "long-prompt")
  let weight = Key("weight", .number(Ranges.weight), default: 1, "Its share of a mix", "0.5")
  let workflow = Key(
    "workflow", .text, without: "the scenario's", "The name by which results call the app", "flow-b")
  let target = Key(
    "target", .written(as: .either([.text, .keys(TargetKeys.about.name)])), without: "the scenario's",
    "Another target, by name or in keys", "mock")
  let changes = TargetChangeKeys()
  let inputs = Key(
    "inputs", .object(isSent: true), without: "the scenario's", "Inputs that go over them", "{prompt: long}")
  let query = Key("query", .sentText, without: "the scenario's", "Another question", "\"Explain tides\"")
  let turns = Key(
    "turns", .list(of: TurnKeys.type), without: "the scenario's", "Another conversation", "[Hello]")
  let files = Key(
    "files", .list(of: .keys(FileReferenceKeys.self)), without: "the scenario's", "Other files",
    "[{path: b.pdf}]")
  let tags = Key("tags", Labels.type, without: "the scenario's", "More labels", "{prompt: long}")

  /// One list, or several by name.
  static let axes = KeyType<YAMLValue>.written(
    as: .either([.list(.keys(about.name)), .names(.list(.keys(about.name)))]))
}

/// Keys of a target that a variant may change.
struct TargetChangeKeys: KeyGroup {
  let workflowVersion = Key(
    "workflow_version", .written(as: .text), without: "the target's", "A published version of the app", "v2")
  let key = Key(
    "api_key", .written(as: APIKeyKeys.type.kind), without: "the target's", "The key of another app",
    "\"${KEY_B}\"")
  let responseMode = Key(
    "response_mode", .written(as: KeyType<TargetSpecification.ResponseMode>.words.kind),
    without: "the target's", "Streaming or blocking", "blocking")
  let headers = Key(
    "headers", .written(as: HeaderNames.type.kind), without: "the target's", "More request headers",
    "{X-Route: b}")
}

/// Reads `variants:`: the whole matrix once for each. A list is one axis; a mapping has several, each with a list, and
/// every variant of one is combined with every variant of the others.
struct VariantReader {
  let targets: TargetBook

  /// A matrix and the target that its cases go to.
  struct Variant {
    var matrix: MatrixSpecification
    var target: String
  }

  /// More variants than a report could show.
  private static let limit = 1000

  func read(_ value: YAMLValue?, of matrix: MatrixSpecification, target: String) -> [Variant] {
    let plain = [Variant(matrix: matrix, target: target)]
    guard let value else { return plain }
    var variants = plain
    for axis in axes(value) {
      guard !axis.isEmpty else {
        value.report("there are no variants", expected: "a list of names with inputs")
        continue
      }
      guard variants.count * axis.count <= Self.limit else {
        value.report("there are more than \(Self.limit) variants in all")
        return plain
      }
      variants = variants.flatMap { variant in axis.compactMap { overlay(variant, $0) } }
    }
    checkNames(variants, value)
    return variants
  }

  /// The lists of overlays.
  private func axes(_ value: YAMLValue) -> [[YAMLValue]] {
    guard case .mapping(let mapping) = value.node else { return [value.elements] }
    return MappingMembers(mapping).pairs.map { value.at($0.1).elements }
  }

  private func overlay(_ base: Variant, _ value: YAMLValue) -> Variant? {
    value.read(VariantKeys.self) { keys in
      guard let name = keys.name else {
        value.report("the variant has no name", expected: "name: and a word")
        keys.leaveToOthers()
        return nil
      }
      var variant = base
      variant.matrix.variant = base.matrix.variant.map { "\($0)-\(name)" } ?? name
      overlay(&variant.matrix, keys)
      if let other = keys.target {
        variant.target = targets.named(other, owner: "\(variant.matrix.scenario)-\(name)")
      }
      let changes = keys.changes.there
      if !changes.isEmpty { variant.target = targets.changed(variant.target, changes, value, name: name) }
      return variant
    }
  }

  /// What a variant says of the cases goes over what the scenario says.
  private func overlay(_ matrix: inout MatrixSpecification, _ keys: KeyReader<VariantKeys>) {
    matrix.weight *= keys.weight
    matrix.workflowID = keys.workflow ?? matrix.workflowID
    matrix.inputs.merge(keys.inputs ?? [:]) { $1 }
    matrix.query = keys.query ?? matrix.query
    matrix.tags.merge(keys.tags ?? [:]) { $1 }
    let (turns, files) = (keys.turns, keys.files)
    if keys.has(\.turns) { matrix.turns = (turns ?? []).map { $0.failing(matrix.onFailedTurn) } }
    if keys.has(\.files) { matrix.files = files ?? [] }
  }

  private func checkNames(_ variants: [Variant], _ value: YAMLValue) {
    var names: Set<String> = []
    for name in variants.compactMap(\.matrix.variant) where !names.insert(name).inserted {
      value.report("the variant '\(name)' comes twice", expected: "a name of its own for each variant")
    }
  }
}
