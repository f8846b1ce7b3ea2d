import RunModel

/// A pause: a length of time, or a distribution.
struct ThinkTimeKeys: ValueSection {
  static let about = SectionFacts(
    "think_time", "A pause by chance, seeded: one of these.", place: "turns: [{query: Hello, think_time: @}]")

  let uniform = Key("uniform", pair(isRange: true), "Shortest and longest", "[1s, 5s]")
  let normal = Key("normal", pair(isRange: false), "Mean and standard deviation", "[2, 0.5]")
  let logNormal = Key("log_normal", pair(isRange: false), "Median and sigma", "[2, 0.5]")
  let exponential = Key("exponential", .time(Ranges.time), "Mean", "2s")

  static let type = KeyType<DelayDistribution>.custom(
    .either([.text, .number(Ranges.time), .keys(about.name)])
  ) { value in
    if value.isMapping { return value.read(Self.self) }
    guard let text = value.text else { return nil }
    if let seconds = DurationText.seconds(text), Ranges.time.contains(seconds) { return .constant(seconds) }
    value.report("'\(text)' is no length of time", expected: "such as 2s, or {uniform: [1s, 5s]}")
    return nil
  }

  static func read(_ keys: KeyReader<Self>) -> DelayDistribution? {
    let there = [
      keys.written(\.uniform), keys.written(\.normal), keys.written(\.logNormal), keys.written(\.exponential),
    ]
    guard there.count(where: { $0 != nil }) == 1 else {
      keys.mapping.report(
        "a distribution has one kind", expected: "one of uniform, normal, log_normal, exponential")
      return nil
    }
    if let (min, max) = keys.uniform { return .uniform(min: min, max: max) }
    if let (mean, deviation) = keys.normal { return .normal(mean: mean, standardDeviation: deviation) }
    if let (median, sigma) = keys.logNormal { return .logNormal(median: median, sigma: sigma) }
    return keys.exponential.map { .exponential(mean: $0.inSeconds) }
  }

  /// Two lengths of time, of a range the smaller first.
  private static func pair(isRange: Bool) -> KeyType<(Double, Double)> {
    .custom(.list(.any)) { value in
      let elements = value.isList ? value.elements : []
      let numbers = elements.compactMap { $0.text.flatMap(DurationText.seconds) }
      guard elements.count == 2, numbers.count == 2, numbers.allSatisfy(Ranges.time.contains) else {
        value.report("\(value.key) needs two lengths of time", expected: "such as [1s, 5s]")
        return nil
      }
      guard !isRange || numbers[0] <= numbers[1] else {
        value.report(
          "\(value.key) goes from \(numbers[0]) s down to \(numbers[1]) s", expected: "the smaller one first")
        return nil
      }
      return (numbers[0], numbers[1])
    }
  }
}
