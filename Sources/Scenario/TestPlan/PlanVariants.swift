import RunModel
import Yams

/// `prompt_optimization:` of an entry, as variants. A load tester cannot change the prompts of a workflow at the server:
/// patches are refused, not skipped.
enum PlanVariants {
  static func variants(_ reader: YAMLReader, _ plan: TestPlanTranslator) -> Node? {
    let nodes = reader.list("prompt_optimization")
    guard !nodes.isEmpty else { return nil }
    var names: [String] = []
    var fallbacks: [String: Node] = [:]
    let variants = nodes.compactMap { node -> Node? in
      guard let inner = plan.reader(node, "workflows.prompt_optimization") else { return nil }
      defer { inner.finish() }
      guard let id = inner.value("variant_id"), let name = inner.text("variant_id")
      else {
        plan.file.report(node, path: inner.path, "the variant has no variant_id")
        return nil
      }
      if names.contains(name) {
        plan.file.report(id, path: inner.child("variant_id"), "the variant '\(name)' comes twice")
      }
      names.append(name)
      fallbacks[name] = inner.value("fallback_variant")
      _ = inner.text("description")
      refusePatches(inner, plan)
      return NodeBuilder(place: node).mapping([
        "name": id, "weight": inner.value("weight"), "inputs": inner.value("inputs"),
        "api_key": inner.value("api_key"), "workflow_version": inner.value("workflow_version"),
      ])
    }
    check(fallbacks, names, plan)
    return NodeBuilder(place: nodes[0]).list(variants)
  }

  private static func refusePatches(_ reader: YAMLReader, _ plan: TestPlanTranslator) {
    guard let first = reader.list("nodes").first else { return }
    plan.file.report(
      first, path: reader.child("nodes"), "floodgate cannot change the prompts of a workflow at the server",
      expected:
        "nodes: [], and workflow_version: of a published version, api_key: of another app, or inputs: that the prompt uses"
    )
  }

  /// Fallbacks must exist and lead somewhere, though without patches none is ever needed.
  private static func check(_ fallbacks: [String: Node], _ names: [String], _ plan: TestPlanTranslator) {
    for (name, node) in fallbacks.sorted(by: { $0.key < $1.key }) {
      guard let other = node.scalar?.string else { continue }
      let path = "workflows.prompt_optimization.fallback_variant"
      if !names.contains(other) {
        plan.file.report(
          node, path: path, "there is no variant '\(other)'",
          expected: "one of \(names.joined(separator: ", "))", suggestion: NearestWord.find(other, in: names))
        continue
      }
      var (here, steps) = (other, 0)
      while here != name, steps <= names.count, let next = fallbacks[here]?.scalar?.string {
        (here, steps) = (next, steps + 1)
      }
      if here == name { plan.file.report(node, path: path, "'\(name)' would fall back to itself") }
    }
  }
}
