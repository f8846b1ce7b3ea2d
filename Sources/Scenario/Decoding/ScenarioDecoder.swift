import RunModel
import Yams

/// The whole file: what all scenarios share, and one scenario, or several under `scenarios:`.
struct ScenarioDecoder {
  let file: SourceFile

  /// Keys about cases. Above `scenarios:` they stand for each of them, as a base that each is merged over.
  static let caseKeys = [
    "workflow", "matrix", "inputs", "query", "user", "turns", "files", "tags", "variants", "repeat", "expect",
  ]

  func decode(_ reader: YAMLReader) -> ScenarioDocument {
    var reader = reader
    let name = reader.text("name") ?? Self.baseName(file.name)
    let seed = reader.integer("seed", 0...Int.max, "a whole number from 0") ?? 1
    let targets = TargetBook(file: file)
    targets.read(&reader)
    let execution = Self.policy(&reader, file)
    let thresholds = ThresholdDecoder(file: file).decode(reader.list("thresholds"), reader)
    var document = ScenarioDocument(
      name: name, seed: UInt64(seed), targets: [], matrices: [], scenarios: [], execution: execution,
      thresholds: thresholds)
    document.bands = BandDecoder(file: file).decode(reader.mapping("bands"))
    document.budget = BudgetDecoder(file: file).decode(reader.mapping("budget"))
    document.baseline = baseline(&reader)
    let several = reader.value("scenarios")
    for part in several.map({ parts($0, reader, targets) }) ?? [single(&reader, name, targets)] {
      document.scenarios.append(part.plan)
      document.matrices += part.matrices
      document.thresholds += part.thresholds
    }
    if several != nil { for key in Self.caseKeys { _ = reader.value(key) } }
    document.targets = targets.used
    document.scenarios = ScenarioOrder.sorted(document.scenarios)
    reader.finish()
    return document
  }

  /// A report beside the file that names it.
  private func baseline(_ reader: inout YAMLReader) -> String? {
    guard let node = reader.value("baseline") else { return nil }
    return reader.text(node, path: "baseline").map { file.path($0, in: node) }
  }

  /// A file without `scenarios:` is itself one.
  private func single(_ reader: inout YAMLReader, _ name: String, _ targets: TargetBook) -> ScenarioPart {
    PartDecoder(file: file, targets: targets).decode(&reader, name: name, target: targets.standard(reader))
  }

  /// `execution`, `rate_control` and `load`, of the run or of one scenario.
  static func policy(_ reader: inout YAMLReader, _ file: SourceFile) -> ExecutionPolicy {
    var policy = ExecutionDecoder(file: file).decode(reader.mapping("execution"))
    if let limit = ExecutionDecoder(file: file).rateLimit(reader.mapping("rate_control")) {
      policy.rateControl = limit.stricter(policy.rateControl)
    }
    if let load = LoadDecoder(file: file).decode(reader.mapping("load")) { policy.load = load }
    return policy
  }

  static func baseName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}

// MARK: - Several scenarios

extension ScenarioDecoder {
  /// The scenarios of a list, each with its name, or of a mapping from names.
  private func parts(_ node: Node, _ parent: YAMLReader, _ targets: TargetBook) -> [ScenarioPart] {
    var found: [(name: String, place: Node, part: ScenarioPart)] = []
    for (given, place, body) in entries(node) {
      guard let reader = YAMLReader(inheriting(body, parent), file, parent.environment, path: "scenarios")
      else { continue }
      guard let (name, place) = name(given, place, reader) else { continue }
      if found.contains(where: { $0.name == name }) {
        file.report(
          place, path: "scenarios", "the scenario '\(name)' comes twice", expected: "a name of its own")
        continue
      }
      found.append((name, place, several(reader, name, parent, targets)))
    }
    if found.isEmpty, file.diagnostics.isEmpty {
      file.report(node, path: "scenarios", "there are no scenarios", expected: "a list, or names with keys")
    }
    ScenarioOrder.check(found.map { ($0.part.plan, $0.part.startAfter ?? $0.place) }, file)
    return found.map(\.part)
  }

  private func entries(_ node: Node) -> [(name: String?, place: Node, body: Node)] {
    guard case .mapping(let mapping) = node else {
      return (node.sequence.map(Array.init) ?? [node]).map { (nil, $0, $0) }
    }
    let members = MappingMembers(mapping)
    return members.names.compactMap { name in members[name].map { (name, $0.key, $0.value) } }
  }

  private func name(_ given: String?, _ place: Node, _ reader: YAMLReader) -> (String, Node)? {
    var reader = reader
    let own = reader.value("name")
    guard let name = given ?? own.flatMap({ reader.text($0, path: "scenarios.name") }) else {
      file.report(place, path: "scenarios", "the scenario has no name", expected: "name: and a word")
      return nil
    }
    let isWord = name.first.map { $0.isLetter || $0 == "_" } ?? false
    guard isWord, name.allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) }) else {
      file.report(
        own ?? place, path: "scenarios", "the scenario's name is '\(name)'",
        expected: "letters, digits, '-' and '_', a letter first: thresholds name it")
      return nil
    }
    return (name, own ?? place)
  }

  /// What a scenario is, over what stands above all scenarios.
  private func inheriting(_ body: Node, _ parent: YAMLReader) -> Node {
    guard case .mapping(let own) = body, case .mapping(let above) = parent.node else { return body }
    let (mine, all) = (MappingMembers(own), MappingMembers(above))
    let hasPolicy = ["execution", "load", "rate_control"].contains { mine[$0] != nil }
    let keys = Self.caseKeys + (hasPolicy ? ["execution", "load"] : [])
    let base = Node.Mapping(keys.compactMap { all[$0] }, .implicit, .any, own.mark)
    return NodeMerge.merge(.mapping(base), body)
  }

  private func several(_ reader: YAMLReader, _ name: String, _ parent: YAMLReader, _ targets: TargetBook)
    -> ScenarioPart
  {
    var reader = reader
    let ownTarget = reader.value("target")
    let target = ownTarget.map { targets.named($0, reader, owner: name) } ?? targets.standard(parent)
    var part = PartDecoder(file: file, targets: targets).decode(&reader, name: name, target: target)
    _ = reader.value("name")
    part.plan.weight = reader.number("weight", 0...1e9, "a share from 0") ?? 1
    part.startAfter = reader.value("start_after")
    part.plan.startAfter = reader.text("start_after")
    let hasPolicy = ["execution", "load", "rate_control"].contains(where: reader.has)
    let policy = Self.policy(&reader, file)
    if hasPolicy { part.plan.execution = policy }
    part.thresholds = ThresholdDecoder(file: file, scenario: name).decode(reader.list("thresholds"), reader)
    reader.finish()
    return part
  }
}
