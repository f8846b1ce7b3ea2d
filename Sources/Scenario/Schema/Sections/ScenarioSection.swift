import RunModel

/// Scenarios, their variants, and the requests before and after them.
enum ScenarioSection {
  /// Keys about cases, of a file and of a scenario.
  static let cases = [
    SchemaKey("workflow", .text, "`app`", "The name by which results call the app", "summarise"),
    SchemaKey("matrix", .keys("matrix"), "one case", "Parameters and their values", "{topic: [tides, bees]}"),
    SchemaKey(
      "inputs", .names(.any), "none",
      "Constants and templates that go into the app's inputs; they may be made of parameters and of each other",
      "{question: \"What about ${input.topic}?\"}", with: "matrix: {topic: [tides]}"),
    SchemaKey("query", .text, "none", "The question, in chats", "\"What are tides?\""),
    SchemaKey(
      "user", .text, "the target's `users`", "The end user of each case, such as a column of a data file",
      "\"${input._email}\"", with: "matrix: {_email: [ana, ben]}"),
    SchemaKey(
      "turns", .list(.either([.text, .keys("turn")])), "none", "The turns of a conversation",
      "[Hello, {query: And now?}]"),
    SchemaKey(
      "files", .list(.keys("file_reference")), "none", "Files that go with each request",
      "[{type: image, url: \"https://example.com/a.png\"}]"),
    SchemaKey("tags", .names(.any), "none", "Labels that results are grouped by", "{team: search}"),
    SchemaKey(
      "variants", .either([.list(.keys("variant")), .names(.list(.keys("variant")))]), "none",
      "The whole matrix once for each; several lists by name are combined", "[{name: a}, {name: b}]"),
    SchemaKey("repeat", .integer(1...10_000_000), "1", "How often each case is done", "3"),
    SchemaKey(
      "expect", .list(.keys("expectation")), "none", "What must hold of each answer", "[{contains: tide}]"),
  ]

  static let requests = [
    SchemaKey(
      "setup", .list(.keys("request")), "none", "Requests that come once before", "[{query: wake up}]"),
    SchemaKey(
      "teardown", .list(.keys("request")), "none", "Requests that come once after", "[{query: goodbye}]"),
    SchemaKey("setup_timeout", .time, "`timeout_per_task`", "Time limit of each of those requests", "30s"),
  ]

  static let scenario = SchemaSection(
    "scenario",
    """
    One of several scenarios. What the file says above about cases (`workflow` to `expect`) is the base of each, key by key; \
    `key: null` takes something away. Scenarios without `execution`, `load` and `rate_control` of their own share the file's, \
    as one mix by `weight`; the others run beside them, and what they leave out of `execution` is the file's.
    """, place: "scenarios: [{name: warm}, @]", readAs: ["scenarios"],
    keys: [
      SchemaKey(
        "name", .text, nil, "Its name, in reports and thresholds; not needed where a name stands before it",
        "chat"),
      SchemaKey("extends", .list(.text), "none", "Files with keys of a scenario, which it goes over", "[]"),
      SchemaKey("include", .list(.text), "none", "Files with parts, which go over those of `extends`", "[]"),
      SchemaKey("weight", .number(0...1e9), "1", "Its share of a mix", "3"),
      SchemaKey(
        "start_after", .text, "at once", "The scenario that must have ended before", "warm"),
      SchemaKey(
        "target", .either([.text, .keys("target")]), "the file's", "Where its load goes", "mock"),
    ] + cases + requests + [
      SchemaKey("execution", .keys("execution"), "the file's", "How it is run", "{concurrency: 2}"),
      SchemaKey("rate_control", .keys("rate_limit"), "no limit", "A limit of its own", "{per_second: 2}"),
      SchemaKey("load", .keys("load"), "the file's", "A load of its own", "{rate: 5, duration: 30s}"),
      SchemaKey(
        "thresholds", .list(.either([.text, .keys("threshold")])), "none", "What must hold of this scenario",
        "[ttft.p95 < 2s]"),
    ])

  static let variant = SchemaSection(
    "variant", "What a variant says goes over what its scenario says.", place: "variants: [@]",
    readAs: ["variants"],
    keys: [
      SchemaKey("name", .text, nil, "Its name, in reports", "long-prompt"),
      SchemaKey("weight", .number(0...1e9), "1", "Its share of a mix", "0.5"),
      SchemaKey("workflow", .text, "the scenario's", "The name by which results call the app", "flow-b"),
      SchemaKey("workflow_version", .text, "the target's", "A published version of the app", "v2"),
      SchemaKey(
        "target", .either([.text, .keys("target")]), "the scenario's", "Another target, by name or in keys",
        "mock"),
      SchemaKey(
        "api_key", .either([.text, .keys("api_key")]), "the target's", "The key of another app",
        "\"${KEY_B}\""),
      SchemaKey(
        "response_mode", .words(TargetSpecification.ResponseMode.allCases.map(\.rawValue)), "the target's",
        "Streaming or blocking", "blocking"),
      SchemaKey("headers", .names(.text), "the target's", "More request headers", "{X-Route: b}"),
      SchemaKey("inputs", .names(.any), "the scenario's", "Inputs that go over them", "{prompt: long}"),
      SchemaKey("query", .text, "the scenario's", "Another question", "\"Explain tides\""),
      SchemaKey(
        "turns", .list(.either([.text, .keys("turn")])), "the scenario's", "Another conversation", "[Hello]"),
      SchemaKey("files", .list(.keys("file_reference")), "the scenario's", "Other files", "[{path: b.pdf}]"),
      SchemaKey("tags", .names(.any), "the scenario's", "More labels", "{prompt: long}"),
    ])

  static let request = SchemaSection(
    "request",
    "A request of `setup` or `teardown`. Its results are kept apart; when setup fails, the scenario is not begun.",
    place: "setup: [@]", readAs: ["setup", "teardown"],
    keys: [
      SchemaKey("inputs", .names(.any), "none", "The app's inputs", "{topic: tides}"),
      SchemaKey("query", .text, "none", "The question, in chats", "Hello"),
      SchemaKey("files", .list(.keys("file_reference")), "none", "Files that go with it", "[{path: a.pdf}]"),
      SchemaKey(
        "expect", .list(.keys("expectation")), "none", "What must hold of the answer", "[{min_length: 1}]"),
    ])
}
