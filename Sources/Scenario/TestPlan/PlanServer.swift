import Yams

/// `env_config.yaml`: where the server is, its tokens and its limits.
struct PlanServer {
  private let baseURL: Node?
  private let token: Node?
  private let tokens: MappingMembers?
  private let place: Node
  /// The embedded stand-in, for trials.
  private let isMock: Bool
  /// The server's limit, for the whole run: the stricter of it and the plan's holds.
  let rateLimits: Node?

  init?(_ node: Node, _ plan: TestPlanTranslator) {
    guard let reader = plan.reader(node, "env"), let dify = reader.mapping("dify") else {
      if node.mapping != nil {
        plan.file.report(node, path: "env", "there is no dify", expected: "dify: {base_url: ...}")
      }
      return nil
    }
    place = dify.node
    plan.free(["meta", "io_paths", "logging", "defaults"], reader)
    if let evaluator = reader.mapping("model_evaluator") { Self.checkEvaluator(evaluator) }
    baseURL = dify.value("base_url")
    let address = baseURL?.scalar.map { try? plan.file.environment.expand($0.string).get() }
    isMock = address == "mock"
    rateLimits = dify.value("rate_limits")
    _ = dify.value("tenant_id")
    guard let auth = dify.mapping("auth") else {
      plan.file.report(
        dify.node, path: "env.dify", "there is no auth", expected: "auth: {primary_token: ${NAME}}")
      return nil
    }
    token = auth.value("primary_token")
    tokens = auth.value("tokens")?.mapping.map { MappingMembers($0) }
    let others = auth.list("fallback_tokens")
    if let first = others.first {
      plan.file.report(
        first, path: "env.dify.auth.fallback_tokens", "floodgate does not change tokens on its way",
        expected: "an empty list; a key for each app goes into tokens: {WORKFLOW: ${NAME}}")
    }
    if token == nil {
      plan.file.report(
        auth.node, path: "env.dify.auth", "there is no primary_token",
        expected: "primary_token: ${NAME} of an environment variable")
    }
    auth.finish()
    dify.finish()
    reader.finish()
  }

  /// It is a placeholder: floodgate evaluates nothing by a model, but a slip in it is told.
  private static func checkEvaluator(_ reader: YAMLReader) {
    _ = (reader.text("provider"), reader.text("model_name"))
    _ = reader.number("temperature", 0...2)
    _ = reader.integer("max_tokens", 1...1_000_000_000)
    reader.finish()
  }

  /// The target of a workflow: in Dify each app has a key of its own.
  func target(for workflow: PlanCatalog.Workflow) -> Node {
    let build = NodeBuilder(place: place)
    return build.mapping([
      "base_url": isMock ? nil : baseURL, "mock": isMock ? build.mapping([]) : nil,
      "api_key": isMock ? nil : tokens?[workflow.id]?.value ?? token,
      "app": build.text(workflow.isChat ? "advanced-chat" : "workflow"),
    ])
  }
}
