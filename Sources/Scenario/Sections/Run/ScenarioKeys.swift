import RunModel
import Yams

/// One of several scenarios.
struct ScenarioKeys: KeySection {
  static let about = SectionFacts(
    "scenario",
    """
    One of several scenarios. What the file says above about cases (`workflow` to `expect`) is the base of each, key by key; \
    `key: null` takes something away. Scenarios without `execution`, `load` and `rate_control` of their own share the file's, \
    as one mix by `weight`; the others run beside them, and what they leave out of `execution` is the file's.
    """, place: "scenarios: [{name: warm}, @]")

  let name = Key.checked(
    "name", .text, "Its name, in reports and thresholds; not needed where a name stands before it", "chat")
  let links = LinkKeys()
  let weight = Key("weight", .number(Ranges.weight), default: 1, "Its share of a mix", "3")
  let startAfter = Key(
    "start_after", .text, without: "at once", "The scenario that must have ended before", "warm")
  let target = Key(
    "target", .written(as: .either([.text, .keys(TargetKeys.about.name)])), without: "the file's",
    "Where its load goes", "mock")
  let cases = CaseKeys()
  let requests = RequestsKeys()
  let policy = PolicyKeys()
  let thresholds = Key(
    "thresholds", ThresholdKeys.ofScenario, "What must hold of this scenario", "[ttft.p95 < 2s]")

  /// A list, each with its name, or a mapping from names.
  static let type = KeyType<YAMLValue>.written(
    as: .either([.list(.keys(about.name)), .names(.keys(about.name))]))
}

/// Reads `scenarios:`.
struct SeveralScenarios {
  /// The file.
  let root: YAMLValue
  let targets: TargetBook

  private typealias Keys = KeyReader<ScenarioKeys>

  func read(_ scenarios: YAMLValue) -> [ScenarioPart] {
    var found: [(place: YAMLValue, part: ScenarioPart)] = []
    for (given, place, body) in entries(scenarios) {
      let names = found.map(\.part.plan.name)
      let read = inheriting(body).read(ScenarioKeys.self) { keys in
        named(given, place, keys, names).map { ($0.place, part($0.name, keys)) }
      }
      if let read { found.append(read) }
    }
    if found.isEmpty, root.file.diagnostics.isEmpty {
      scenarios.report("there are no scenarios", expected: "a list, or names with keys")
    }
    ScenarioOrder.check(found.map { ($0.part.plan, $0.part.startAfter ?? $0.place.node) }, root.file)
    return found.map(\.part)
  }

  private func entries(_ value: YAMLValue) -> [(name: String?, place: YAMLValue, body: YAMLValue)] {
    guard case .mapping(let mapping) = value.node else { return value.elements.map { (nil, $0, $0) } }
    let members = MappingMembers(mapping)
    return members.names.compactMap { name in
      members[name].map { (name, value.at($0.key), value.at($0.value)) }
    }
  }

  /// Its name and where it stands; a name that is none, or comes twice, is told.
  private func named(_ given: String?, _ place: YAMLValue, _ keys: Keys, _ others: [String])
    -> (name: String, place: YAMLValue)?
  {
    let place = keys.written(\.name).map { place.at($0.node) } ?? place
    guard let name = given ?? keys.name else {
      place.report("the scenario has no name", expected: "name: and a word")
      keys.leaveToOthers()
      return nil
    }
    let isWord = name.first.map { $0.isLetter || $0 == "_" } ?? false
    if !isWord || !name.allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) }) {
      place.report(
        "the scenario's name is '\(name)'",
        expected: "letters, digits, '-' and '_', a letter first: thresholds name it")
    } else if others.contains(name) {
      place.report("the scenario '\(name)' comes twice", expected: "a name of its own")
    } else {
      return (name, place)
    }
    keys.leaveToOthers()
    return nil
  }

  /// What a scenario is, over what stands above all scenarios.
  private func inheriting(_ body: YAMLValue) -> YAMLValue {
    guard case .mapping(let own) = body.node, case .mapping(let above) = root.node else { return body }
    let (mine, all) = (MappingMembers(own), MappingMembers(above))
    let hasPolicy = PolicyKeys.names.contains { mine[$0] != nil }
    let keys = CaseKeys.names + (hasPolicy ? ["execution", "load"] : [])
    let base = Node.Mapping(keys.compactMap { all[$0] }, .implicit, .any, own.mark)
    return body.at(NodeMerge.merge(.mapping(base), body.node))
  }

  private func part(_ name: String, _ keys: Keys) -> ScenarioPart {
    let target =
      keys.target.map { targets.named($0, owner: name) } ?? targets.standard(root)
    var part = PartReader(targets: targets).read(keys.cases, keys.requests, name: name, target: target)
    part.plan.weight = keys.weight
    part.startAfter = keys.written(\.startAfter)?.node
    part.plan.startAfter = keys.startAfter
    let policy = PolicyKeys.policy(keys.policy)
    if keys.policy.hasAny { part.plan.execution = policy }
    part.thresholds =
      keys.thresholds.map { KeyType.list(of: ThresholdKeys.type(scenario: name)).read($0) ?? [] } ?? []
    return part
  }
}
