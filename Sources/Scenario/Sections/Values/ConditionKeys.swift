import RunModel

/// A condition of `when:` in keys.
struct ConditionKeys: ValueSection {
  static let about = SectionFacts(
    "condition", "A condition on a parameter, where a value or a list of values does not say it.",
    place: "matrix: {size: [1, 2], n: {values: [low], when: {size: @}}}")

  let excluded = Key(
    "not", .custom(.list(.any), values), "The value, or the values, that it must not have", "[1]")
  let min = Key("min", .number(bounds), "It must not be less", "2")
  let max = Key("max", .number(bounds), "It must not be more", "10")

  private static let bounds = -1e15...1e15

  /// `when:`, conditions by parameter.
  static let list = KeyType<[MatrixCondition]>.custom(.names(.either([.list(.any), .keys(about.name)]))) {
    value in
    let members = value.members
    if members.isEmpty { value.report("the condition is empty", expected: "such as when: {model: large}") }
    return members.compactMap { name, _, value in
      let test = value.isMapping ? value.read(Self.self) : .oneOf(values(value))
      return test.map { MatrixCondition(name, $0) }
    }
  }

  static func read(_ keys: KeyReader<Self>) -> MatrixCondition.Test? {
    let (min, max) = (keys.min, keys.max)
    if let excluded = keys.excluded { return .noneOf(excluded) }
    if min == nil, max == nil {
      keys.mapping.report(
        "the condition says nothing", expected: "a value, a list, not:, or min: and max:")
    }
    return .within(min: min, max: max)
  }

  private static func values(_ value: YAMLValue) -> [JSONValue] { value.elements.compactMap { $0.json() } }
}
