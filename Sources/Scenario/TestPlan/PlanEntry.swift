import RunModel
import Yams

/// One of a plan's `workflows:`: what is run, with which data, in which variants.
struct PlanEntry {
  let node: Node
  let workflow: PlanCatalog.Workflow
  let isEnabled: Bool
  private let references: [(name: String, node: Node)]
  private let weight: Double
  private let variants: Node?
  private let file: SourceFile

  init?(_ node: Node, _ catalog: PlanCatalog, _ datasets: PlanDatasets, _ plan: TestPlanTranslator) {
    guard let reader = plan.reader(node, "workflows") else { return nil }
    defer { reader.finish() }
    (self.node, file) = (node, plan.file)
    isEnabled = reader.flag("enabled") ?? true
    weight = reader.number("weight", 0...1e9) ?? 1
    let path = reader.child("dataset_refs")
    references = reader.list("dataset_refs").compactMap { node in
      node.scalar.flatMap { datasets[$0.string] == nil ? nil : ($0.string, node) }
        ?? Self.unknown(node, "dataset", datasets.names, plan, path)
    }
    variants = PlanVariants.variants(reader, plan)
    guard let id = reader.value("catalog_id"), let name = reader.text("catalog_id") else {
      if !reader.has("catalog_id") {
        plan.file.report(node, path: "workflows", "there is no catalog_id", expected: "an id of the catalog")
      }
      return nil
    }
    guard let found = catalog[name] else {
      _ = Self.unknown(id, "workflow", catalog.ids, plan, "workflows.catalog_id")
      return nil
    }
    workflow = found
  }

  private static func unknown(
    _ node: Node, _ what: String, _ known: [String], _ plan: TestPlanTranslator, _ path: String
  ) -> (String, Node)? {
    let name = node.scalar?.string ?? ""
    plan.file.report(
      node, path: path, "there is no \(what) '\(name)'",
      expected: known.isEmpty ? nil : "one of \(known.joined(separator: ", "))",
      suggestion: NearestWord.find(name, in: known))
    return nil
  }

  /// A scenario for each data set.
  func scenarios(_ server: PlanServer, _ datasets: PlanDatasets) -> [Node] {
    references.compactMap { name, place in datasets[name].map { scenario($0, place) } }
  }

  private func scenario(_ dataset: PlanDatasets.Dataset, _ place: Node) -> Node {
    if workflow.isChat, !dataset.hasQuery {
      file.report(
        place, path: "workflows.dataset_refs",
        "the chatflow '\(workflow.id)' is asked nothing by the dataset '\(dataset.name)'",
        expected: "a parameter 'query', or conversation_flows")
    }
    let build = NodeBuilder(place: place)
    let axes = dataset.axes + (variants.map { [("variant", $0)] } ?? [])
    let tags = build.mapping([
      "dataset": build.text(dataset.name), "kind": dataset.label.map(build.text), "version": workflow.version,
    ])
    return build.mapping(
      [
        ("name", build.text(TestPlanTranslator.word("\(workflow.id)-\(dataset.name)"))),
        ("workflow", build.text(workflow.id)), ("target", build.text(workflow.id)),
        ("weight", build.plain("\(weight * dataset.weight)")), ("tags", tags),
      ] + dataset.keys + (axes.isEmpty ? [] : [("variants", build.mapping(axes))]))
  }
}
