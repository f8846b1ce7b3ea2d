import RunModel

/// `load:`, a load over time. Each shape of load brings its own keys as a group.
struct LoadKeys: ValueSection {
  static let about = SectionFacts(
    "load",
    "A load over time: `users` or `rate` with `duration`, `stages` or `steps`; a `swing`, a `burst`; users with `iterations`; or a `replay`.",
    place: "load: @")

  /// The shapes that last; a new one is a line here, and its group below.
  static let shapes: [ShapeKeys] = [
    ClosedKeys.shape, OpenKeys.shape, SineKeys.shape, BurstKeys.shape, FixedKeys.shape, ReplayKeys.shape,
  ]
  private static let iterations = CaseLoad.name

  let model = Key(
    "model", KeyType<String>.custom(.words([iterations] + shapes.map(\.word)), word),
    without: "by the other keys", "Each case once, users, or arrivals", "open", with: "rate: 5, duration: 10s"
  )
  let closed = ClosedKeys()
  let fixed = FixedKeys()
  let open = OpenKeys()
  let sine = SineKeys()
  let bursts = BurstKeys()
  let replay = ReplayKeys()
  let arrival = ArrivalKeys()
  let length = LengthKeys()

  static func read(_ keys: KeyReader<Self>) -> LoadProfile? {
    let model = keys.model
    let written = shapes.filter { $0.height(keys) != nil }
    let named = written.filter { shape in !written.contains { $0.over.contains(shape.word) } }
    guard hasOneKind(keys, model, named) else { return .iterations }
    let shape = model.map { word in shapes.first { $0.word == word } } ?? named.first
    return shape?.read(keys) ?? .iterations
  }

  /// Users and arrivals are different loads; a load over time has to say which it is.
  private static func hasOneKind(_ keys: KeyReader<Self>, _ model: String?, _ named: [ShapeKeys]) -> Bool {
    if named.count > 1, let node = named[1].height(keys) {
      let words = named.map(\.noun).joined(separator: " or ")
      node.report(
        "a load has \(words), not both", expected: named.map { "\($0.key):" }.joined(separator: " or "))
      return false
    }
    let shape = shapes.first { $0.word == model }
    if let shape, let other = named.first, other.word != shape.word, let node = other.height(keys) {
      node.report("model: \(shape.word) has \(shape.noun), not \(other.noun)", expected: "\(shape.key):")
      return false
    }
    if model == nil, named.isEmpty,
      let node = keys.length.written(\.stages) ?? keys.length.written(\.steps)
        ?? keys.length.written(\.duration)
    {
      let plain = shapes.filter(\.hasStages)
      let heights = plain.map { "\($0.key):" }.joined(separator: " or ")
      let models = plain.map { "model: \($0.word) (\($0.meaning))" }.joined(separator: " or ")
      node.at(node.node, path: keys.mapping.path).report(
        "the load does not say what it is a load of", expected: "\(heights), or with stages: \(models)")
      return false
    }
    return true
  }

  private static func word(_ value: YAMLValue) -> String? {
    let words = [iterations] + shapes.map(\.word)
    return value.parsed(expected: words.joined(separator: ", "), near: words) {
      words.contains($0) ? $0 : nil
    }
  }
}

/// A shape of load, as `load:` reads it.
struct ShapeKeys: Sendable {
  /// The word of `model:`, the shape's own name.
  let word: String
  /// The key of its height.
  let key: String
  /// The words of shapes whose height it has too.
  let over: [String]
  /// What that is, such as `a rate`, and what it counts.
  let noun: String
  let meaning: String
  /// Where the height stands, if it is there.
  let height: @Sendable (KeyReader<LoadKeys>) -> YAMLValue?
  /// The load, made of the shape's own keys and those of its length.
  private let make: @Sendable (KeyReader<LoadKeys>) -> LoadProfile

  init<Shape: LoadShape>(
    _: Shape.Type, key: String, over: [String] = [], noun: String, meaning: String,
    height: @escaping @Sendable (KeyReader<LoadKeys>) -> YAMLValue?,
    read: @escaping @Sendable (KeyReader<LoadKeys>) -> Shape
  ) {
    (word, self.key, self.over, self.noun) = (Shape.name, key, over, noun)
    (self.meaning, self.height) = (meaning, height)
    make = { LoadProfile(read($0)) }
  }

  /// Whether it may have `stages:`.
  var hasStages: Bool { [ClosedLoad.name, OpenLoad.name].contains(word) }

  func read(_ keys: KeyReader<LoadKeys>) -> LoadProfile { make(keys) }
}
