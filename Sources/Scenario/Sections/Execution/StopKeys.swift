import RunModel

/// `stop_conditions:`.
struct StopKeys: ValueSection {
  static let about = SectionFacts(
    "stop_conditions", "What ends a task or the run.", place: "execution: {stop_conditions: @}")

  let timeoutPerTask = Key(
    "timeout_per_task", .time(Ranges.positiveTime), default: .seconds(300), "Time limit of one attempt",
    "60s")
  let timeoutTotal = Key("timeout_total", .time(Ranges.positiveTime), "Time limit of the run", "10m")
  let timeout = Key("timeout", .time(Ranges.positiveTime), "The same, as the seed calls it", "600")
  let timeoutMinutes = Key("timeout_minutes", .number(0.0001...1e6), "The same, in minutes", "10")
  let maxFailures = Key(
    "max_failures", .integer(Ranges.count),
    "So many tasks that do not succeed, over all scenarios that have this limit; so with the limits below",
    "10")
  let consecutiveFailures = Key(
    "consecutive_failures", .integer(Ranges.count), "So many of them in a row", "5")
  let maxErrorRate = Key(
    "max_error_rate", ErrorRateKeys.type, "The share of all tasks, or of the last ones, that may not succeed",
    "0.2")
  let minSuccessRate = Key(
    "min_success_rate", SuccessRateKeys.type, "The share of all tasks that must succeed", "0.9")
  let maxCost = Key("max_cost", .money(Ranges.cost), "What the run may cost", "5")
  let maxTokens = Key("max_tokens", .integer(Ranges.tokens), "How many tokens it may use", "1000000")

  static func read(_ keys: KeyReader<Self>) -> StopConditions? {
    let minutes = keys.timeoutMinutes.map { Duration.seconds($0 * 60) }
    let (total, timeout) = (keys.timeoutTotal, keys.timeout)
    return StopConditions(
      timeoutPerTask: keys.timeoutPerTask, timeoutTotal: total ?? timeout ?? minutes,
      maxFailures: keys.maxFailures, maxErrorRate: keys.maxErrorRate, minSuccessRate: keys.minSuccessRate,
      consecutiveFailures: keys.consecutiveFailures, maxCost: keys.maxCost, maxTokens: keys.maxTokens)
  }
}

/// `max_error_rate:`, a share or keys.
struct ErrorRateKeys: ValueSection {
  static let about = SectionFacts(
    "max_error_rate",
    "A share with its window. It ends the run when the tasks show, with a chance to err of 1 % over the "
      + "whole run, that more fail: all tasks together, or the last `window` to twice as many.",
    place: "execution: {stop_conditions: {max_error_rate: @}}")

  let limit = Key("limit", .number(Ranges.share), default: 1, "The share", "0.2")
  let window = Key(
    "window", .integer(Ranges.window), default: 100, "So many of the last tasks are looked at by themselves",
    "50")
  let minimumCount = Key(
    "minimum_count", .integer(Ranges.window), default: 20, "Not before so many have ended", "10")

  static let type = KeyType<StopConditions.ErrorRate>.share(or: Self.self) { .init(limit: $0) }

  static func read(_ keys: KeyReader<Self>) -> StopConditions.ErrorRate? {
    .init(limit: keys.limit, window: keys.window, minimumCount: keys.minimumCount)
  }
}

/// `min_success_rate:`, a share or keys.
struct SuccessRateKeys: ValueSection {
  static let about = SectionFacts(
    "min_success_rate",
    "A share of all tasks. It ends the run when the tasks show, with a chance to err of 1 % over the whole "
      + "run, that fewer succeed.",
    place: "execution: {stop_conditions: {min_success_rate: @}}")

  let limit = Key("limit", .number(Ranges.share), default: 0, "The share", "0.9")
  let minimumCount = Key(
    "minimum_count", .integer(Ranges.window), default: 20, "Not before so many have ended", "10")

  static let type = KeyType<StopConditions.SuccessRate>.share(or: Self.self) { .init(limit: $0) }

  static func read(_ keys: KeyReader<Self>) -> StopConditions.SuccessRate? {
    .init(limit: keys.limit, minimumCount: keys.minimumCount)
  }
}

extension KeyType {
  /// A share alone, or the keys of a section.
  fileprivate static func share<Section: ValueSection>(
    or section: Section.Type, _ make: @escaping @Sendable (Double) -> Value
  ) -> KeyType where Section.Product == Value {
    let share = KeyType<Double>.number(Ranges.share)
    return .custom(.either([share.kind, .keys(Section.about.name)])) { value in
      value.isMapping ? value.read(section) : share.read(value).map(make)
    }
  }
}
