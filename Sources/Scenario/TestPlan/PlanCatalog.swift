import RunModel
import Statistics
import Yams

/// `workflow_catalog.yaml`: the workflows that a plan may name.
struct PlanCatalog {
  /// One of them.
  struct Workflow {
    var id: String
    var isChat: Bool
    var version: Node?
  }

  private let workflows: [Workflow]

  /// Their ids.
  var ids: [String] { workflows.map(\.id) }

  init?(_ node: Node, _ plan: TestPlanTranslator) {
    guard let reader = plan.reader(node, "catalog") else { return nil }
    plan.free(["meta"], reader)
    var found: [Workflow] = []
    for node in reader.list("workflows") {
      guard let workflow = Self.read(node, plan) else { continue }
      if found.contains(where: { $0.id == workflow.id }) {
        plan.file.report(node, path: "catalog.workflows", "the id '\(workflow.id)' comes twice")
      }
      found.append(workflow)
    }
    reader.finish()
    workflows = found
  }

  subscript(id: String) -> Workflow? { workflows.first { $0.id == id } }

  private enum Kind: String, CaseIterable { case workflow, chatflow }

  private static func read(_ node: Node, _ plan: TestPlanTranslator) -> Workflow? {
    guard let reader = plan.reader(node, "catalog.workflows") else { return nil }
    defer { reader.finish() }
    let kind: Kind? = reader.word("type")
    _ = (reader.text("label"), reader.list("tags"))
    plan.free(["resources"], reader)
    checkNodes(reader, plan)
    checkSum(reader, plan)
    let version = reader.value("version")
    guard let id = reader.text("id") else {
      plan.file.report(node, path: "catalog.workflows", "the workflow has no id")
      return nil
    }
    return Workflow(id: id, isChat: kind == .chatflow, version: version)
  }

  /// The index of nodes is for patching prompts, which a load tester cannot do; its keys are checked.
  private static func checkNodes(_ reader: YAMLReader, _ plan: TestPlanTranslator) {
    for node in reader.list("nodes") {
      guard let inner = plan.reader(node, "catalog.workflows.nodes") else { continue }
      for name in ["node_id", "label", "type", "path"] { _ = inner.text(name) }
      _ = inner.list("prompt_fields")
      inner.finish()
    }
  }

  /// Verifies a workflow's file where it is there and its SHA-256 is known.
  private static func checkSum(_ reader: YAMLReader, _ plan: TestPlanTranslator) {
    let (path, sum) = (reader.value("dsl_path"), reader.value("checksum"))
    guard let path, let sum, let wanted = sum.scalar?.string, let name = path.scalar?.string,
      let bytes = plan.file.read(plan.file.path(name, in: path))
    else { return }
    let found = SHA256.hexadecimal(bytes)
    let digits = wanted.lowercased().hasPrefix("sha256:") ? String(wanted.dropFirst(7)) : wanted
    if digits.lowercased() != found {
      plan.file.report(
        sum, path: "catalog.workflows.checksum", "the checksum of '\(name)' does not fit",
        expected: "\(found), the SHA-256 of the file as it is")
    }
  }
}
