import RunModel
import Yams

/// `conversation_flows:` of a data set: each a variant with its turns, combined with the parameters.
struct PlanFlows {
  let axes: [(String, Node)]

  init(_ reader: YAMLReader, _ plan: TestPlanTranslator) {
    let nodes = reader.list("conversation_flows")
    let variants = nodes.enumerated().compactMap { Self.variant($1, number: $0 + 1, plan) }
    axes = variants.isEmpty ? [] : [("flow", NodeBuilder(place: reader.node).list(variants))]
  }

  private static func variant(_ node: Node, number: Int, _ plan: TestPlanTranslator) -> Node? {
    guard let reader = plan.reader(node, "test_data.datasets.conversation_flows") else { return nil }
    defer { reader.finish() }
    let build = NodeBuilder(place: node)
    if let outcome = reader.value("expected_outcome") {
      plan.file.warn(
        outcome, path: reader.child("expected_outcome"),
        "expected_outcome is not judged; a scenario's expect: is")
    }
    let turns = reader.list("steps").compactMap { turn($0, plan) }
    if turns.isEmpty {
      plan.file.report(
        node, path: reader.path, "the conversation has no steps", expected: "role: user and message:")
    }
    return build.mapping([
      "name": reader.value("title") ?? build.text("flow-\(number)"), "turns": build.list(turns),
    ])
  }

  private static func turn(_ node: Node, _ plan: TestPlanTranslator) -> Node? {
    guard let reader = plan.reader(node, "test_data.datasets.conversation_flows.steps") else { return nil }
    defer { reader.finish() }
    let role = reader.text("role")
    if role != "user" {
      plan.file.report(
        reader.value("role") ?? node, path: reader.child("role"),
        "floodgate sends what users say; a step of role '\(role ?? "")' cannot be sent", expected: "user")
    }
    if reader.flag("wait_for_response") == false {
      plan.file.report(
        reader.value("wait_for_response"), path: reader.child("wait_for_response"),
        "a conversation of Dify cannot go on before its answer is there", expected: "true")
    }
    guard let message = reader.value("message") else {
      plan.file.report(node, path: reader.path, "the step has no message")
      return nil
    }
    return NodeBuilder(place: node).mapping(["query": message])
  }
}
