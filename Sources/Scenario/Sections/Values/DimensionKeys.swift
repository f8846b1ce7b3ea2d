import RunModel

/// One key of `matrix`: a list of values, one value, or keys that say where the values come from. Each place that they
/// may come from brings its own keys as a group.
struct DimensionKeys: KeySection {
  static let about = SectionFacts(
    "dimension",
    """
    A parameter's values. One of `values`, `from`, `csv`, `json`, `jsonl`, `random`, `characters`, `tokens`, \
    `boundary`, `files`, `urls`, `env` says where they come from; `type: boolean` alone stands for true and false.
    """, place: "matrix: {size: [small], n: @}")

  let values = Key(
    "values", .written(as: .any),
    "A list of values, or of values with weights: `{value: large, weight: 3}`", "[low, high]")
  let type = Key(
    "type", KeyType<ValueType>.words, without: "as they are",
    "What the values are turned into; inputs of Dify's apps are mostly texts", "text", with: "values: [1]")
  let when = Key(
    "when", ConditionKeys.list, without: "always",
    "Conditions on parameters above: a value, a list, `not`, or `min` and `max`; where one does not hold, the parameter is left out",
    "{size: small}", with: "values: [low]")
  let range = RangeKeys()
  let table = TableKeys()
  let count = Key(
    "count", .integer(1...5_000_000), without: "all rows, 10 draws, 1 text a size", "So many", "100",
    with: "csv: d.csv")
  let random = RandomKeys()
  let texts = TextKeys()
  let boundary = Key(
    "boundary", BoundaryKeys.type,
    "Values at, just inside and just outside what an input allows; `server` asks the app",
    "{max_length: 256}")
  let files = FileListKeys()
  let environment = EnvironmentKeys()

  /// Where values come from. Of several the first counts.
  static let sources = [
    ValueSource(\.values) { keys, context in keys.values.flatMap { ValueList.read($0, type: context.type) } },
    ValueSource(\.random.kind) { keys, _ in RandomKeys.read(keys).map { .random($0) } },
    ValueSource(\.range.from) { keys, _ in RangeKeys.read(keys.range).map { .values($0) } },
    ValueSource(\.table.csv, TableKeys.read(.csv)), ValueSource(\.table.json, TableKeys.read(.json)),
    ValueSource(\.table.jsonl, TableKeys.read(.jsonLines)),
    ValueSource(\.texts.characters) { keys, _ in TextKeys.read(keys, .characters).map { .text($0) } },
    ValueSource(\.texts.tokens) { keys, _ in TextKeys.read(keys, .tokens).map { .text($0) } },
    ValueSource(\.boundary) { keys, _ in keys.boundary.map { .boundary($0) } },
    ValueSource(\.files.pattern) { keys, _ in FileListKeys.read(keys.files, isURLs: false).map { .files($0) }
    },
    ValueSource(\.files.urls) { keys, _ in FileListKeys.read(keys.files, isURLs: true).map { .files($0) } },
    ValueSource(\.environment.variable) { keys, _ in
      EnvironmentKeys.read(keys.environment).map { .values($0) }
    },
    ValueSource(\.type) { keys, context in booleans(keys, context) },
  ]

  static func dimension(_ name: String, _ value: YAMLValue) -> MatrixSpecification.Dimension? {
    let place = value.file.place(of: value.node)
    guard value.isMapping else {
      return ValueList.read(value).map { .init(name: name, source: $0, place: place) }
    }
    return value.read(Self.self) { keys in
      let context = ValueContext(parameter: name, type: keys.type)
      let (source, when) = (source(keys, context), keys.when ?? [])
      return source.map {
        .init(name: name, source: context.typed($0, value), type: context.type, when: when, place: place)
      }
    }
  }

  private static func source(_ keys: KeyReader<Self>, _ context: ValueContext) -> DimensionSource? {
    if let source = sources.first(where: { $0.isThere(keys) }) { return source.read(keys, context) }
    keys.mapping.report(
      "it does not say where the values come from",
      expected: "a list, or one of \(sources.map(\.key).joined(separator: ", "))")
    return nil
  }

  private static func booleans(_ keys: KeyReader<Self>, _ context: ValueContext) -> DimensionSource? {
    if context.type == .boolean { return .values([true, false]) }
    keys.mapping.report(
      "there are no values of that type", expected: "values:, or type: boolean for true and false")
    return nil
  }
}

/// A place where values come from: the key that says so, and how they are read.
struct ValueSource: Sendable {
  typealias Read = @Sendable (KeyReader<DimensionKeys>, ValueContext) -> DimensionSource?

  let key: String
  let isThere: @Sendable (KeyReader<DimensionKeys>) -> Bool
  let read: Read

  init<Value>(_ key: any KeyPath<DimensionKeys, Key<Value>> & Sendable, _ read: @escaping Read) {
    self.key = DimensionKeys()[keyPath: key].schema.name
    (isThere, self.read) = ({ $0.has(key) }, read)
  }
}

/// What the values of a dimension are for.
struct ValueContext {
  let parameter: String
  let type: ValueType?

  /// Values that are written out are converted here, where a mistake has a place.
  func typed(_ source: DimensionSource, _ place: YAMLValue) -> DimensionSource {
    guard let type else { return source }
    func converted(_ values: [JSONValue]) -> [JSONValue] {
      values.map { value in
        if let converted = type.convert(value) { return converted }
        let shown = String(decoding: CanonicalJSON.bytes(of: value).prefix(80), as: UTF8.self)
        place.report("\(shown) is no \(type.rawValue)")
        return value
      }
    }
    switch source {
    case .values(let values): return .values(converted(values))
    case .weighted(let values, let weights): return .weighted(converted(values), weights: weights)
    default: return source
    }
  }
}
