/// A request to run the app, as it came.
struct RunRequest {
  /// What is run.
  enum Kind: CaseIterable { case workflow, chat, completion }

  var kind: Kind
  var body: MockJSON
  var isStreaming: Bool
  var user: String
  /// Whether it is of the empty workflow.
  var isEmpty = false
  /// How many turns its conversation has had.
  var earlier = 0

  /// What the answer echoes.
  var question: String {
    if let query = body["query"]?.text, !query.isEmpty { return query }
    guard case .object(let inputs) = body["inputs"] else { return "" }
    return inputs.map { $0.value.text ?? $0.value.written }.joined(separator: " ")
  }

  /// The request's content, for seeds.
  var content: String { (body["inputs"]?.written ?? "") + question + user }

  /// A fault that the request itself asks for: the input `mock_fault`.
  var wantedFault: MockFault? { body["inputs"]?["mock_fault"]?.text.flatMap(MockFault.init(rawValue:)) }

  /// Checks a body as Dify does; the refusal when it is wrong.
  static func read(_ bytes: [UInt8], _ kind: Kind) -> Result<RunRequest, Refusal> {
    guard let body = MockJSON.read(bytes), case .object = body else {
      let text = "The browser (or proxy) sent a request that this server could not understand."
      return .failure(Refusal(plan: .problem(400, "bad_request", text)))
    }
    func invalid(_ text: String) -> Result<RunRequest, Refusal> {
      .failure(Refusal(plan: .problem(400, "invalid_param", text)))
    }
    guard case .object = body["inputs"] else {
      return invalid("1 validation error for inputs: Field required")
    }
    guard let user = body["user"]?.text, !user.isEmpty else { return invalid("Arg user must be provided.") }
    let mode = body["response_mode"]?.text ?? "blocking"
    guard ["blocking", "streaming"].contains(mode) else {
      return invalid("1 validation error for response_mode: Input should be 'blocking' or 'streaming'")
    }
    if kind == .chat, body["query"]?.text == nil {
      return invalid("1 validation error for query: Field required")
    }
    return .success(RunRequest(kind: kind, body: body, isStreaming: mode == "streaming", user: user))
  }

  /// An answer that refuses.
  struct Refusal: Error { var plan: AnswerPlan }
}
