import RunModel
import Yams

/// Values that are written out: a list, or one value.
enum ValueList {
  /// Values that are turned into numbers are read here, and call nothing by name.
  static func read(_ value: YAMLValue, type: ValueType? = nil) -> DimensionSource? {
    let isSent = type == nil || type == .text
    guard value.isList else { return value.json(isSent: isSent).map { .values([$0]) } }
    if value.elements.isEmpty { value.report("the list has no values", expected: "at least one value") }
    var weights: [Double] = []
    let values = value.elements.compactMap { element -> JSONValue? in
      let weighted = WeightedKeys.read(element)
      weights.append(weighted?.weight ?? 1)
      return (weighted?.value ?? element).json(isSent: isSent)
    }
    return weights.contains { $0 != 1 } ? .weighted(values, weights: weights) : .values(values)
  }
}

/// `{value: large, weight: 3}`, those two keys and no other.
struct WeightedKeys: KeySection {
  static let about = SectionFacts(
    "weighted", "A value with a weight, in a list of values; any other mapping is a value.",
    place: "matrix: {n: [@]}")

  let value = Key("value", .written(as: .any), "The value", "large", with: "weight: 1")
  let weight = Key(
    "weight", .number(Ranges.weight), default: 1, "How much more often it comes than others", "3",
    with: "value: large")

  static func read(_ element: YAMLValue) -> (value: YAMLValue, weight: Double)? {
    guard case .mapping(let mapping) = element.node, mapping.count == 2, let value = mapping["value"],
      mapping["weight"] != nil
    else { return nil }
    return element.read(Self.self) { keys in
      _ = keys.value
      return (element.at(value), keys.weight)
    }
  }
}

/// `env: MODELS`: an environment variable's parts, typed as plain values of the file are.
struct EnvironmentKeys: KeyGroup {
  let variable = Key("env", .text, "An environment variable that lists the values", "MODELS")
  let separator = Key(
    "separator", .text, default: ",", "What stands between them", "\"|\"", with: "env: MODELS")

  private static let limit = 1_000_000

  static func read(_ keys: KeyReader<Self>) -> [JSONValue]? {
    let separator = keys.separator
    guard let name = keys.variable else { return nil }
    guard let text = keys.file.environment.variables[name], !text.isEmpty else {
      keys.report(
        \.variable, "the environment variable '\(name)' is not set, or empty",
        expected: "values with '\(separator)' between them")
      return nil
    }
    let parts = text.split(separator: separator.isEmpty ? "," : separator, omittingEmptySubsequences: false)
    guard parts.count <= limit else {
      keys.report(\.variable, "'\(name)' has more than \(limit) values")
      return nil
    }
    return parts.map { ScalarKind.value($0.trimmed, isPlain: true) }
  }
}
