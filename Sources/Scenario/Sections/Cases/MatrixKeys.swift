import RunModel

/// `matrix:`.
struct MatrixKeys: KeySection {
  static let about = SectionFacts(
    "matrix",
    """
    Every key but three is a parameter: a list of values, one value, or keys of a dimension. \
    Parameters whose names begin with `_` are for templates only and are not sent.
    """, place: "matrix: @", others: .any)

  let include = Key(
    "include", .list(of: .object(isSent: true)), default: [],
    "As in GitHub's matrices: an entry adds its values to every combination of which it changes none; one that fits none is a case of its own",
    "[{topic: bees}]", with: "topic: [tides]")
  let exclude = Key(
    "exclude", .list(of: .object()), default: [],
    "Combinations that are left out: all that agree with an entry; `include` comes after it",
    "[{topic: bees}]", with: "topic: [tides, bees]")
  let strategy = Key(
    "strategy", StrategyKeys.type, default: .cartesian, as: "`cartesian`", "How values are combined", "zip",
    with: "topic: [tides, bees]")

  static func read(_ value: YAMLValue, into matrix: inout MatrixSpecification) {
    var read = matrix
    _ = value.read(Self.self) { keys in
      let others = keys.others
      guard NameCount.check(others.map(\.name), of: value) else { return }
      read.dimensions = others.compactMap { DimensionKeys.dimension($0.name, $0.value) }
      read.include = keys.include
      read.exclude = keys.exclude
      read.places["strategy"] = keys.written(\.strategy).map { value.file.place(of: $0.node) }
      read.strategy = keys.strategy
      CalledValues(opening: value.file.opening).unify(&read)
    }
    matrix = read
  }
}

/// `strategy:` of a matrix: a word, `{sample: N}`, or `{t_wise: 2, rows: [...], max: N}`.
struct StrategyKeys: ValueSection {
  static let about = SectionFacts(
    "strategy", "A strategy with a number.", place: "matrix: {topic: [tides], strategy: @}")

  let sample = Key(
    "sample", .integer(1...10_000_000), without: "all", "So many combinations, drawn without repetition", "50"
  )
  let strength = Key(
    "t_wise", .integer(2...4), without: "2, as `pairwise`",
    "Few cases with every combination of values of every so many parameters, save what `exclude` and `when` make impossible",
    "3")
  let rows = Key(
    "rows", .list(of: .object()), default: [],
    "Cases that a covering array begins with; it chooses what they leave out", "[{topic: tides}]",
    with: "t_wise: 2")
  let maximum = Key(
    "max", .integer(1...10_000_000), without: "all that are needed",
    "The most cases of a covering array: those that cover most; `plan` says what share they cover", "20",
    with: "t_wise: 2")

  private static let words: [(String, MatrixSpecification.Strategy)] = [
    ("cartesian", .cartesian), ("zip", .zip), ("one_factor_at_a_time", .oneFactorAtATime),
    ("pairwise", .covering(.init())),
  ]

  static let type = KeyType<MatrixSpecification.Strategy>.custom(
    .either([.words(words.map(\.0)), .keys(about.name)])
  ) { value in
    if value.isMapping { return value.read(Self.self) }
    let names = words.map(\.0).sorted()
    return value.parsed(
      expected: names.joined(separator: ", ") + ", {sample: N}, or {t_wise: 2}", near: names
    ) { text in words.first { $0.0 == text }?.1 }
  }

  static func read(_ keys: KeyReader<Self>) -> MatrixSpecification.Strategy? {
    if keys.has(\.strength) { return .covering(covering(keys)) }
    if let count = keys.sample { return .sample(count) }
    keys.mapping.report("the strategy is not named", expected: "sample: N, or t_wise: 2")
    return nil
  }

  private static func covering(_ keys: KeyReader<Self>) -> MatrixSpecification.Covering {
    var covering = MatrixSpecification.Covering()
    covering.strength = keys.strength ?? 2
    (covering.maximum, covering.rows) = (keys.maximum, keys.rows)
    if let most = covering.maximum, most < covering.rows.count {
      keys.report(
        \.maximum, "max is \(most), less than the \(covering.rows.count) rows",
        expected: "at least as many as there are rows")
    }
    return covering
  }
}
