import RunModel
import Yams

/// One of `expect:`.
struct ExpectationKeys: ValueSection {
  static let about = SectionFacts(
    "expectation", "One or more of these. One that does not hold makes the task *failed*.",
    place: "expect: [@]")

  private static let length = KeyType<Int>.integer(0...1_000_000_000)

  let status = Key("status", KeyType<TaskStatus>.words, "The task's status", "succeeded")
  let refused = Key(
    "refused", .flag, default: false,
    "The app refuses the request as wrong (HTTP 400 and its like), and that is a success", "true")
  let contains = Key("contains", .sentText, "A text that the answer has in it", "tide")
  let excludes = Key("excludes", .sentText, "A text that it has not", "sorry")
  let matches = Key(
    "matches", .custom(.text, pattern), "A regular expression that it matches", "\"[0-9]+\"")
  let equals = Key(
    "equals", .any(isSent: true), "What the outputs, or the value at `path`, are equal to", "{a: 1}")
  let exists = Key("exists", .jsonPath, "A JSON path at which the outputs have a value", "\"$.items[0]\"")
  let schema = Key(
    "schema", .custom(.names(.any), jsonSchema),
    "JSON Schema of the outputs, or of the value at `path`; a keyword that would not be checked is an error",
    "{type: object}")
  let path = Key(
    "path", .jsonPath, without: "the outputs", "A JSON path, for `equals` and `schema`", "$.a",
    with: "equals: 1")
  let minLength = Key("min_length", length, "The fewest characters", "1")
  let maxLength = Key("max_length", length, "The most characters", "4000")
  let maxLatency = Key(
    "max_latency", .time(Ranges.positiveTime), "The longest that the answer may take", "10s")
  let maxFirstText = Key(
    "max_ttft", .time(Ranges.positiveTime), "The longest until its first text", "800ms")
  let maxTokens = Key("max_tokens", length, "The most tokens", "2000")
  let maxCost = Key(
    "max_cost", .money(Price.zero...Ranges.cost.upperBound), "The most that it may cost", "0.05")

  let paused = Key(
    "paused", .flag, default: false, "The run waits for a person, and that is a success", "true")
  let handledErrors = Key(
    "handled_errors", .flag, default: false,
    "A run that ends *partial* is a success too: its workflow handled errors, or tried a node again",
    "true")
  let minHits = Key("min_hits", length, "The fewest hits that are retrieved from knowledge bases", "1")
  let minScore = Key(
    "min_score", .number(-1e6...1e6), "The least score of the best hit, as the server says it", "0.5")
  let hit = Key(
    "hit", .sentText, "A text that one of the hits has in it, or the name of its document", "tides.md")
  let among = Key(
    "among", .integer(Ranges.count), without: "all hits", "The `hit` is among the first so many", "3",
    with: "hit: tides.md")
  let similarTo = Key(
    "similar_to", .custom(.either([.text, .list(.text)]), references),
    "A text that the answer is like, or a list of which the most like counts", "[The tide rises.]")
  let atLeast = Key(
    "at_least", .number(Ranges.share), default: 0.5, "How like it is at least, from 0 to 1", "0.7",
    with: "similar_to: tide")
  let measure = Key(
    "measure", KeyType<TextMeasure>.words, default: .rougeL,
    "How likeness is measured: by words in their order, or by words alone", "token_f1",
    with: "similar_to: tide")

  /// A list of them.
  static let list = KeyType<[Expectation]>.custom(.list(.keys(about.name))) { value in
    value.elements.flatMap { $0.read(Self.self) ?? [] }
  }

  static func read(_ keys: KeyReader<Self>) -> [Expectation]? {
    let (at, among, least, measure) = (keys.path, keys.among, keys.atLeast, keys.measure)
    return [
      keys.status.map { .status($0) }, keys.refused ? .refused : nil, keys.contains.map { .contains($0) },
      keys.excludes.map { .excludes($0) }, keys.matches.map { .matches($0) },
      keys.equals.map { .equals($0, path: at) }, keys.exists.map { .exists(path: $0) },
      keys.schema.map { .schema($0, path: at) }, keys.maxLength.map { .maxLength($0) },
      keys.minLength.map { .minLength($0) }, keys.maxLatency.map { .maxLatency($0.inSeconds) },
      keys.maxFirstText.map { .maxFirstText($0.inSeconds) }, keys.maxTokens.map { .maxTokens($0) },
      keys.maxCost.map { .maxCost($0) }, keys.paused ? .paused : nil,
      keys.handledErrors ? .handledErrors : nil, keys.minHits.map { .minHits($0) },
      keys.minScore.map { .minScore($0) }, keys.hit.map { .hit($0, among: among) },
      keys.similarTo.map { .similar($0, measure: measure, atLeast: least) },
    ].compactMap { (expectation: Expectation?) in expectation }
  }

  private static func references(_ value: YAMLValue) -> [String]? {
    let texts =
      value.scalar == nil ? value.elements.compactMap(\.sentText) : [value.sentText].compactMap(\.self)
    return texts.isEmpty ? nil : texts
  }

  private static func pattern(_ value: YAMLValue) -> String? {
    let text = value.text
    if let text, !text.contains("${input.") { value.check(pattern: text) }
    return text
  }

  /// A schema; what of it would never be checked is told at its place.
  private static func jsonSchema(_ value: YAMLValue) -> JSONValue? {
    guard let schema = value.json() else { return nil }
    if let problem = SchemaProblem.first(in: schema) {
      problem.steps.reduce(value) { $0.child($1) }.report(problem.message, suggestion: problem.suggestion)
    }
    return schema
  }
}

extension YAMLValue {
  fileprivate func child(_ step: JSONPath.Step) -> YAMLValue {
    switch step {
    case .name(let name): at(node[name] ?? node, path: "\(path).\(name)")
    case .index(let index): at(node[index] ?? node, path: "\(path)[\(index)]")
    case .all: self
    }
  }
}
