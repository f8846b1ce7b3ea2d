import RunModel

/// What is asked of the server's own metrics while the load goes on.
struct ObserveKeys: ValueSection {
  static let about = SectionFacts(
    "observe",
    "Figures of the server while the load goes on, by queries of the Prometheus that watches it; the report draws them under the latency.",
    place: "observe: @")

  let url = Key(
    "prometheus", .custom(.text, TargetURL.read), .required, "The Prometheus; no user stands in it",
    "http://127.0.0.1:9090")
  let token = Key(
    "token", APIKeyKeys.type, "Where a bearer token is: `${NAME}` or a file", "\"${DIFY_API_KEY}\"")
  let every = Key(
    "every", .time(ObservePlan.Allowed.every), default: .seconds(5), "From one look to the next", "2s")
  let queries = Key(
    "queries", ObserveQueryKeys.list, .required,
    "One to 16 queries in PromQL; of each the first five series are kept", "[up]")

  static func read(_ keys: KeyReader<Self>) -> ObservePlan? {
    let (url, token, every, queries) = (keys.url, keys.token, keys.every, keys.queries)
    guard let url, let queries else { return nil }
    return ObservePlan(url: url, token: token, every: every.inSeconds, queries: queries)
  }
}

/// A query: its text alone, or keys.
struct ObserveQueryKeys: ValueSection {
  static let about = SectionFacts(
    "observe_query", "A query of `observe`: its text alone, which is its name too, or keys.",
    place: "observe: {prometheus: \"http://127.0.0.1:9090\", queries: [@]}")

  let name = Key(
    "name", .text, without: "the query", "How the report calls it", "CPU")
  let query = Key("query", .text, .required, "PromQL; what it answers now is taken", "sum(up)")
  let unit = Key("unit", .text, "Of its values", "\"%\"")

  private static let type = KeyType<ObservePlan.Query>.custom(.either([.text, .keys(about.name)])) { value in
    guard value.scalar != nil else { return value.read(Self.self) }
    return value.text.flatMap { query($0, nil, nil, value) }
  }

  /// So many as a run may have, each with a name of its own.
  static let list = KeyType<[ObservePlan.Query]>.custom(.list(type.kind)) { value in
    let queries = KeyType.list(of: type).read(value) ?? []
    let names = Set(queries.map(\.name))
    if queries.count == value.elements.count, !ObservePlan.Allowed.queries.contains(queries.count) {
      value.report("there are \(queries.count) queries", expected: "1 to 16")
    } else if names.count < queries.count {
      value.report("two queries have the same name", expected: "a name of its own for each")
    }
    return queries
  }

  static func read(_ keys: KeyReader<Self>) -> ObservePlan.Query? {
    let (name, text, unit) = (keys.name, keys.query, keys.unit)
    return text.flatMap { query($0, name, unit, keys.mapping) }
  }

  private static func query(_ text: String, _ name: String?, _ unit: String?, _ place: YAMLValue)
    -> ObservePlan.Query?
  {
    guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 4096 else {
      place.report("the query is empty or longer than 4096 bytes", expected: "PromQL, such as sum(up)")
      return nil
    }
    return ObservePlan.Query(name: (name ?? text).cropped(80), expression: text, unit: unit?.cropped(12))
  }
}
