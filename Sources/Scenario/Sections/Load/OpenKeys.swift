import RunModel

/// What a load of arrivals brings.
struct OpenKeys: KeyGroup {
  let rate = Key(
    "rate", .rate(LoadStage.Allowed.target), "Arrivals a second of an open load, or such as `90/m`, `5000/h`",
    "5", with: "duration: 10s")
  let startRate = Key(
    "start_rate", .rate(LoadStage.Allowed.target), without: "the first target",
    "Arrivals a second at the start", "1", with: ArrivalKeys.beside)

  static let shape = ShapeKeys(
    OpenLoad.self, key: "rate", noun: "a rate", meaning: "arrivals a second",
    height: { $0.open.written(\.rate) },
    read: { keys in
      let own = keys.open
      let stages = LengthKeys.stages(
        keys.length, constant: own.rate, hasHeight: own.written(\.rate) != nil)
      var load = OpenLoad(stages: stages, startRate: own.startRate)
      load.rules = ArrivalKeys.rules(keys)
      return load
    })
}

/// What a load of arrivals brings whose rate swings.
struct SineKeys: KeyGroup {
  let swing = Key(
    "swing", .rate(LoadStage.Allowed.target),
    "How far the rate swings to both sides, as a sine; at most the rate", "3",
    with: "rate: 5, period: 10s, duration: 10s")
  let period = Key(
    "period", .time(Ranges.positiveTime), "From one crest of the swing to the next", "1h",
    with: "rate: 5, swing: 3, duration: 24h")

  static let shape = ShapeKeys(
    SineLoad.self, key: "swing", over: [OpenLoad.name], noun: "a swing", meaning: "a rate that swings",
    height: { $0.sine.written(\.swing) },
    read: { keys in
      let (own, rate, duration) = (keys.sine, keys.open.rate, LengthKeys.duration(keys.length))
      if rate == nil, !keys.open.has(\.rate) {
        keys.mapping.report("the load swings about no rate", expected: "rate: and the mean")
      }
      if !own.has(\.period) { keys.mapping.report("the swing has no period", expected: "period: such as 1m") }
      let (mean, swing) = (rate ?? 1, own.swing ?? 0)
      if let rate, swing > rate {
        own.report(\.swing, "the swing is more than the rate", expected: "0 to the rate")
      }
      let warmUp = keys.length.warmUp
      return SineLoad(
        mean: mean, swing: swing, period: own.period ?? .seconds(1), duration: warmUp + duration,
        warmUp: warmUp,
        rules: ArrivalKeys.rules(keys))
    })
}

/// What a load of arrivals brings that come at once.
struct BurstKeys: KeyGroup {
  let burst = Key(
    "burst", .integer(Ranges.atOnce), "So many arrivals at once", "50", with: "every: 10s, duration: 1m")
  let every = Key(
    "every", .time(Ranges.positiveTime), "From one burst to the next", "10s", with: "burst: 50, duration: 1m")

  static let shape = ShapeKeys(
    BurstLoad.self, key: "burst", noun: "a burst", meaning: "arrivals at once",
    height: { $0.bursts.written(\.burst) },
    read: { keys in
      let (own, duration) = (keys.bursts, LengthKeys.duration(keys.length))
      if !own.has(\.every) {
        keys.mapping.report("the load does not say when it bursts", expected: "every: such as 10s")
      }
      let warmUp = keys.length.warmUp
      return BurstLoad(
        size: own.burst ?? 1, every: own.every ?? .seconds(1), duration: warmUp + duration, warmUp: warmUp,
        rules: ArrivalKeys.rules(keys))
    })
}
