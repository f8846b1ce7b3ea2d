import RunModel

/// Where the load goes.
struct TargetKeys: ValueSection {
  static let about = SectionFacts(
    "target", "Where the load goes: the word `mock` for the embedded stand-in, or keys.", place: "target: @")

  let baseURL = Key.checked(
    "base_url", .custom(.text, TargetURL.read),
    "Such as `http://localhost/v1`; `/v1` is added to a bare host. Not with `mock`", "http://localhost/v1")
  let key = Key.checked(
    "api_key", APIKeyKeys.type,
    "Where the key is, never the key itself: `${NAME}` or a file. Not with `mock`", "\"${DIFY_API_KEY}\"")
  let app = Key(
    "app", KeyType<TargetSpecification.AppKind>.words, without: "asked for", "The app's mode", "workflow")
  let workflowVersion = Key(
    "workflow_version", .text, without: "the current one", "A published version", "v2")
  let responseMode = Key(
    "response_mode", KeyType<TargetSpecification.ResponseMode>.words, default: .streaming,
    "Streaming or blocking", "blocking")
  let headers = Key("headers", HeaderNames.type, default: [:], "More request headers", "{X-Test: load}")
  let autoGenerateName = Key(
    "auto_generate_name", .flag, default: false, "Let the server name conversations", "true")
  let stopOnCancel = Key(
    "stop_on_cancel", .flag, default: true, "Older word for `on_cancel`: `false` is `close`", "false")
  let onCancel = Key(
    "on_cancel", KeyType<TargetSpecification.OnCancel>.words, without: "`stop`",
    "What becomes of runs that the client gives up: stopped on the server, left alone, or waited for at the end",
    "wait")
  let preflight = Key(
    "preflight", .flag, default: true, "Check the app and the cases before the load", "false")
  let rateLimit = Key(
    "rate_limit", .keys(RateLimitKeys.self),
    "The target's own limit; the stricter of it and `rate_control` holds",
    "{per_minute: 600}")
  let users = Key(
    "users", .keys(UserKeys.self), default: UserPool(), as: "a pool of 10",
    "The end users that requests name",
    "{size: 100}")
  let connection = Key(
    "connection", .keys(ConnectionKeys.self), default: ConnectionSettings(), as: "see there",
    "How connections are made", "{http: 2}")
  let call = Key(
    "call", KeyType<TargetCall>.words, default: .run,
    "What a request is: a run of the app, a search in a knowledge base, a document until it is indexed, the upload of a file, or a text that is spoken",
    "speech")
  let dataset = Key(
    "dataset", .text,
    "The id of the knowledge base, for `retrieve` and `document`; its key is a knowledge key",
    "95e2ab40-393a-4ad7-ab03-a53b82475840", with: "call: retrieve")
  let keepDocuments = Key(
    "keep_documents", .flag, default: false,
    "Leave the documents that the load made in the knowledge base; else they are deleted at its end", "true")
  let afterAnswer = Key(
    "after_answer", .list(of: FollowUpKeys.type), default: [],
    "What is asked after each answer of a chat; it is timed apart",
    "[suggested, {call: feedback, share: 0.2}]",
    with: "app: chat")
  let stops = Key(
    "stops", .keys(StopPlanKeys.self), "A share of the runs is stopped while it answers",
    "{share: 0.2, after: 2s}")
  let traceparent = Key(
    "traceparent", TraceparentKey.type, without: "`false`",
    "Each request of the load says its trace (W3C Trace Context); a number is the share of the tasks that are marked as sampled",
    "0.1")
  let prices = Key(
    "prices", ModelPriceKeys.table,
    "What a million tokens of a model cost, where Dify states no price; `'*'` is every other model",
    "{gpt-4o: {input: 2.50, output: 10}}")
  let mock = Key(
    "mock", .object(), "Use the embedded stand-in, with these options (see `floodgate mock --help`)",
    "{first_text_ms: 100}")

  /// The word `mock`, or keys.
  static func read(_ value: YAMLValue) -> TargetSpecification {
    guard let word = value.scalar else { return value.read(Self.self) ?? .standIn() }
    if word != "mock" {
      value.report("target is '\(word)'", expected: "mock, or base_url and api_key")
    }
    return .standIn()
  }

  static func read(_ keys: KeyReader<Self>) -> TargetSpecification? {
    var target = TargetSpecification.standIn(keys.mock ?? [:])
    if let url = keys.baseURL { target.baseURL = url }
    target.key = keys.key
    (target.app, target.workflowVersion) = (keys.app, keys.workflowVersion)
    (target.responseMode, target.headers) = (keys.responseMode, keys.headers)
    target.autoGenerateName = keys.autoGenerateName
    (target.stopOnCancel, target.preflight) = (keys.stopOnCancel, keys.preflight)
    target.onCancel = keys.onCancel
    target.traceparent = keys.traceparent ?? nil
    target.prices = keys.prices
    takeCalls(keys, &target)
    (target.rateLimit, target.users, target.connection) = (keys.rateLimit, keys.users, keys.connection)
    checkNeeded(keys, target)
    return target
  }

  private static func takeCalls(_ keys: KeyReader<Self>, _ target: inout TargetSpecification) {
    let (call, followUps) = (keys.call, keys.afterAnswer)
    target.call = call == .run ? nil : call
    target.dataset = keys.dataset
    target.keepsDocuments = keys.keepDocuments ? true : nil
    target.followUps = followUps.isEmpty ? nil : followUps
    target.stopPlan = keys.stops
    if call.asksKnowledge, target.dataset == nil {
      keys.mapping.report(
        "call is '\(call.rawValue)' and there is no dataset", expected: "dataset: the knowledge base's id")
    }
    if !call.asksKnowledge, let written = keys.written(\.dataset) {
      written.report("there is a dataset and nothing asks it", expected: "call: retrieve, or call: document")
    }
    if call != .run, let written = keys.written(\.afterAnswer) ?? keys.written(\.stops) {
      written.report("a '\(call.rawValue)' is no run: it has no answer to follow or to stop")
    }
  }

  /// What every target but the stand-in needs, and what says the same twice.
  private static func checkNeeded(_ keys: KeyReader<Self>, _ target: TargetSpecification) {
    if let written = keys.written(\.stopOnCancel), keys.onCancel != nil {
      written.report("on_cancel and stop_on_cancel say the same", expected: "one of them: on_cancel")
    }
    if target.traceparent != nil, target.headers.keys.contains(where: { $0.lowercased() == "traceparent" }) {
      keys.written(\.traceparent)?.report(
        "headers has a traceparent of its own", expected: "one of them: traceparent: true")
    }
    if keys.written(\.mock) == nil, !keys.has(\.baseURL) {
      keys.mapping.report("there is no base_url", expected: "such as http://localhost/v1")
    }
    if !target.isStandIn, keys.written(\.key) == nil {
      keys.mapping.report(
        "there is no api_key", expected: "api_key: ${DIFY_API_KEY}, or api_key: {file: PATH}")
    }
  }
}

/// A server's address.
enum TargetURL {
  static func read(_ value: YAMLValue) -> String? {
    guard let written = value.sentURL else { return nil }
    let url = value.file.opened(written)
    switch HTTPAddress.problem(url) {
    case .noHost:
      value.report(
        "\(value.key) is '\(url)'", expected: "http:// or https:// and a host, such as http://localhost/v1")
    case .user:
      value.report(
        "\(value.key) holds a user or password",
        expected: "a key or a token beside it, and no user in the URL")
    case nil: break
    }
    return written
  }
}

/// Request headers by name.
enum HeaderNames {
  static let type = KeyType<[String: String]>.custom(.names(.text)) { value in
    let pairs = value.members.compactMap { name, _, value -> (String, String)? in
      guard let text = value.sentText else { return nil }
      if isHeader(name), !value.file.opened(text).contains(where: \.isNewline) { return (name, text) }
      value.report(
        "'\(name)' is no header", expected: "a name of letters, digits and '-', and a value on one line")
      return nil
    }
    return Dictionary(pairs) { $1 }
  }

  private static func isHeader(_ name: String) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
  }
}
