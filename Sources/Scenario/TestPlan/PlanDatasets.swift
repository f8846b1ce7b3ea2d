import RunModel
import Yams

/// `test_data.datasets`: parameters and conversations.
struct PlanDatasets {
  /// One of them, as keys of a scenario.
  struct Dataset {
    var name: String
    var node: Node
    var label: String?
    var weight: Double
    /// `matrix`, `inputs`.
    var keys: [(String, Node)]
    /// Axes of variants: conversations and files.
    var axes: [(String, Node)]
    var hasQuery: Bool
  }

  private let datasets: [Dataset]

  /// Their names.
  var names: [String] { datasets.map(\.name) }

  init(_ plan: YAMLReader, _ translator: TestPlanTranslator, _ strategy: PlanStrategy) {
    var found: [Dataset] = []
    if let data = plan.mapping("test_data") {
      _ = data.value("strategy")
      for node in data.list("datasets") {
        guard let dataset = Self.read(node, translator, strategy) else { continue }
        if found.contains(where: { $0.name == dataset.name }) {
          translator.file.report(
            node, path: "test_data.datasets", "the dataset '\(dataset.name)' comes twice")
        }
        found.append(dataset)
      }
      data.finish()
    }
    datasets = found
  }

  subscript(name: String) -> Dataset? { datasets.first { $0.name == name } }

  private static func read(_ node: Node, _ plan: TestPlanTranslator, _ strategy: PlanStrategy) -> Dataset? {
    guard let reader = plan.reader(node, "test_data.datasets") else { return nil }
    defer { reader.finish() }
    _ = reader.text("description")
    let label = reader.text("scenario")
    if let label, !["normal", "boundary", "error", "custom"].contains(label) {
      plan.file.warn(
        reader.value("scenario"), path: reader.child("scenario"),
        "'\(label)' is none of normal, boundary, error, custom; it is kept as a label")
    }
    let parameters = PlanParameters(reader, plan, strategy)
    let flows = PlanFlows(reader, plan)
    guard let name = reader.text("name") else {
      plan.file.report(node, path: reader.path, "the dataset has no name")
      return nil
    }
    return Dataset(
      name: name, node: node, label: label, weight: reader.number("weight", 0...1e9) ?? 1,
      keys: parameters.keys, axes: flows.axes + parameters.axes,
      hasQuery: parameters.hasQuery || !flows.axes.isEmpty)
  }
}
