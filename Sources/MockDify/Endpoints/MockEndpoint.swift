/// One address of the API, and what the stand-in does about it. Pure.
protocol MockEndpoint: Sendable {
  /// `GET`, `POST` or `DELETE`.
  var method: String { get }

  /// Whether it is the address of this path, which is what comes after `/v1`.
  func serves(_ path: String) -> Bool

  /// What to do about a request to it.
  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision
}

/// What to do about a request.
enum MockDecision {
  case answer(AnswerPlan)
  /// A run: counted against capacity and limit.
  case run(RunRequest)
  /// A run that is under way shall end.
  case stop(taskID: String)
  /// What the server's tables say.
  case look(([RunRecord]) -> AnswerPlan)
  /// What its knowledge base says at an instant, milliseconds of its clock.
  case knowledge((KnowledgeBase, Double) -> AnswerPlan)
}

/// The stand-in's addresses.
enum MockEndpoints {
  static let all: [any MockEndpoint] =
    RunRequest.Kind.allCases.map { MockRunEndpoint(kind: $0) } + AppDescription.all + [
      StopCall(), FileUpload(), WorkflowLogs(), RunDetail(), SpeechEndpoint(),
    ] + ChatRecords.all + MessageEndpoint.all + KnowledgeEndpoint.all
}

/// Finds the address of a request. What Dify does before it looks at the address comes first.
struct Routes {
  let configuration: MockConfiguration

  /// The second app shares everything with the first but its key and its graph, and has records of its own.
  func decide(_ request: MockRequest) -> MockDecision {
    let isEmpty = request.authorization?.hasSuffix(" " + configuration.emptyKey) ?? false
    var own = configuration
    if isEmpty { (own.key, own.app, own.inputs) = (configuration.emptyKey, .workflow, []) }
    switch Routes(configuration: own).decideOfOneApp(request) {
    case .run(var run):
      run.isEmpty = isEmpty
      return .run(run)
    case .look(let look): return .look { records in look(records.filter { $0.isEmpty == isEmpty }) }
    case let other: return other
    }
  }

  private func decideOfOneApp(_ request: MockRequest) -> MockDecision {
    if request.path == "/health" { return .answer(ServerDescription(configuration).health) }
    guard let path = request.apiPath else { return .answer(.page(404, "Not Found")) }
    if path == "" || path == "/" { return .answer(ServerDescription(configuration).welcome) }
    let asksKnowledge = path.hasPrefix(KnowledgeEndpoint.prefix)
    let key = asksKnowledge ? configuration.knowledgeKey : configuration.key
    if let refusal = request.refusal(key: key) { return .answer(refusal) }
    let known = MockEndpoints.all.filter { $0.serves(path) }
    if let endpoint = known.first(where: { $0.method == request.method }) {
      return endpoint.decide(request, configuration)
    }
    return known.isEmpty && ["GET", "POST", "DELETE"].contains(request.method)
      ? .answer(.page(404, "Not Found"))
      : .answer(.problem(405, "method_not_allowed", "The method is not allowed for the requested URL."))
  }
}
