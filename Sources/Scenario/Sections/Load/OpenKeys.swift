import RunModel

/// What a load of arrivals brings.
struct OpenKeys: KeyGroup {
  private static let beside = "rate: 5, duration: 10s"

  let rate = Key(
    "rate", .number(LoadStage.Allowed.target), "Arrivals a second of an open load", "5",
    with: "duration: 10s")
  let startRate = Key(
    "start_rate", .number(LoadStage.Allowed.target), without: "the first target",
    "Arrivals a second at the start", "1", with: beside)
  let arrivals = Key(
    "arrivals", KeyType<OpenLoad.Arrivals>.words, default: .uniform, "How arrivals are spread", "poisson",
    with: beside)
  let maxInFlight = Key(
    "max_in_flight", .integer(OpenLoad.Allowed.maxInFlight), default: 1000, "Tasks at once of an open load",
    "200", with: beside)
  let overflow = Key(
    "overflow", KeyType<OpenLoad.Overflow>.words, default: .queue, "What becomes of arrivals beyond that",
    "drop", with: beside)

  static let shape = ShapeKeys(
    OpenLoad.self, key: "rate", noun: "a rate", meaning: "arrivals a second",
    height: { $0.open.written(\.rate) },
    read: { keys in
      let own = keys.open
      let stages = LengthKeys.stages(
        keys.length, constant: own.rate, hasHeight: own.written(\.rate) != nil)
      return OpenLoad(
        stages: stages, startRate: own.startRate, arrivals: own.arrivals, maxInFlight: own.maxInFlight,
        overflow: own.overflow)
    })
}
