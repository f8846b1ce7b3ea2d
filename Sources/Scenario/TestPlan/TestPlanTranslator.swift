import RunModel
import Yams

/// Turns the three files of the seed (test plan, environment, catalog of workflows) into a scenario file's content, which
/// is then read as any other. Nodes keep their places, so a mistake is named where it was written.
struct TestPlanTranslator {
  let file: SourceFile

  /// Whether a file is a test plan.
  static func recognises(_ root: Node) -> Bool {
    guard case .mapping(let mapping) = root else { return false }
    let names = MappingMembers(mapping).names
    return names.contains("test_data") && names.contains("workflows")
  }

  /// The scenario file's content; `nil` when nothing could be made of it.
  func translate(plan: Node, environment settings: Node, catalog: Node) -> Node? {
    guard let server = PlanServer(settings, self), let workflows = PlanCatalog(catalog, self),
      let reader = YAMLReader(plan, file, path: "")
    else { return nil }
    defer { reader.finish() }
    free(["meta", "validation", "outputs"], reader)
    let strategy = PlanStrategy(reader, self)
    let datasets = PlanDatasets(reader, self, strategy)
    let entries = entries(reader, workflows, datasets)
    let build = NodeBuilder(place: plan)
    let scenarios = entries.flatMap { $0.scenarios(server, datasets) }
    if scenarios.isEmpty {
      file.report(
        plan, path: "workflows", "nothing is to be run", expected: "an enabled workflow with datasets")
      return nil
    }
    return build.mapping([
      "name": reader.value("name") ?? planID(plan), "seed": strategy.seed ?? reader.value("seed"),
      "targets": build.mapping(entries.map { ($0.workflow.id, server.target(for: $0.workflow)) }),
      "rate_control": server.rateLimits, "execution": execution(reader), "load": reader.value("load"),
      "thresholds": reader.value("thresholds"), "scenarios": build.list(scenarios),
    ])
  }

  /// `meta.plan_id`, if there is one.
  private func planID(_ plan: Node) -> Node? {
    plan.mapping?["meta"]?.mapping?["plan_id"]
  }

  /// Free mappings that nothing is made of.
  func free(_ names: [String], _ reader: YAMLReader) {
    for name in names {
      guard let value = reader.located(name), !value.isMapping else { continue }
      value.report("\(value.words) where keys and values are expected")
    }
  }

  /// The plan's `execution`, over the seed's defaults, which are not floodgate's own.
  private func execution(_ reader: YAMLReader) -> Node? {
    guard let node = reader.value("execution") else {
      file.report(reader.node, path: "", "there is no execution", expected: "execution: {concurrency: 5}")
      return nil
    }
    if let mapping = node.mapping, MappingMembers(mapping)["concurrency"] == nil {
      file.report(node, path: "execution", "there is no concurrency", expected: "a whole number from 1")
    }
    let build = NodeBuilder(place: node)
    let standard = build.mapping([
      "batch_size": build.plain("5"), "backoff_seconds": build.plain("2.0"),
      "retry_policy": build.mapping([]),
    ])
    return NodeMerge.merge(standard, node)
  }

  private func entries(_ reader: YAMLReader, _ catalog: PlanCatalog, _ datasets: PlanDatasets)
    -> [PlanEntry]
  {
    let nodes = reader.list("workflows")
    let entries = nodes.compactMap { PlanEntry($0, catalog, datasets, self) }
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.workflow.id).inserted {
      file.report(entry.node, path: "workflows", "the workflow '\(entry.workflow.id)' comes twice")
    }
    return entries.filter(\.isEnabled)
  }

  func reader(_ node: Node, _ path: String) -> YAMLReader? { YAMLReader(node, file, path: path) }

  /// A name as scenarios have it.
  static func word(_ name: String) -> String {
    let word = String(name.map { $0.isLetter || $0.isNumber || "_-".contains($0) ? $0 : "-" })
    return word.first.map { $0.isLetter || $0 == "_" } ?? false ? word : "w-" + word
  }
}
