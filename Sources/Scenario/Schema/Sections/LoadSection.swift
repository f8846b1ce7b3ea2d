import RunModel

/// Loads over time.
enum LoadSection {
  static let load = SchemaSection(
    "load", "A load over time: `users` or `rate` with `duration`, or `stages`.", place: "load: @",
    keys: [
      SchemaKey(
        "model", .words(["iterations", "closed", "open"]), "by the other keys",
        "Each case once, users, or arrivals", "open", with: "rate: 5, duration: 10s"),
      SchemaKey(
        "users", .number(0...1_000_000), "none", "Users of a closed load", "20", with: "duration: 10s"),
      SchemaKey(
        "rate", .number(0...1_000_000), "none", "Arrivals a second of an open load", "5",
        with: "duration: 10s"),
      SchemaKey("duration", .time, "none", "How long, after ramp and warm-up", "5m", with: "users: 5"),
      SchemaKey("ramp", .time, "0", "Time to rise in", "30s", with: "users: 5, duration: 10s"),
      SchemaKey(
        "warm_up", .time, "0", "Time at full height that is kept out of the figures, with the ramp", "10s",
        with: "users: 5, duration: 10s"),
      SchemaKey(
        "stages", .list(.keys("stage")), "none", "Instead of the above, one after the other",
        "[{duration: 1m, target: 50}]", with: "model: open"),
      SchemaKey(
        "start_rate", .number(0...1_000_000), "the first target", "Arrivals a second at the start", "1",
        with: "rate: 5, duration: 10s"),
      SchemaKey(
        "arrivals", .words(OpenLoad.Arrivals.allCases.map(\.rawValue)), "`uniform`",
        "How arrivals are spread",
        "poisson", with: "rate: 5, duration: 10s"),
      SchemaKey(
        "max_in_flight", .integer(1...1_000_000), "1000", "Tasks at once of an open load", "200",
        with: "rate: 5, duration: 10s"),
      SchemaKey(
        "overflow", .words(OpenLoad.Overflow.allCases.map(\.rawValue)), "`queue`",
        "What becomes of arrivals beyond that", "drop", with: "rate: 5, duration: 10s"),
      SchemaKey(
        "think_time", .either([.text, .number(0...1e8), .keys("think_time")]), "0", "A user's pause", "2s",
        with: "users: 5, duration: 10s"),
    ])

  static let stage = SchemaSection(
    "stage", "A stage: the height goes from the stage before to its own in a straight line.",
    place: "load: {model: open, stages: [@]}", readAs: ["stages"],
    keys: [
      SchemaKey("duration", .time, nil, "How long it takes", "30s"),
      SchemaKey("target", .number(0...1_000_000), nil, "Users or arrivals a second at its end", "50"),
      SchemaKey("warm_up", .flag, "`false`", "Keep it out of the figures", "true"),
    ])

  static let thinkTime = SchemaSection(
    "think_time", "A pause by chance, seeded: one of these.", place: "turns: [{query: Hello, think_time: @}]",
    keys: [
      SchemaKey("uniform", .list(.any), "none", "Shortest and longest", "[1s, 5s]"),
      SchemaKey("normal", .list(.any), "none", "Mean and standard deviation", "[2, 0.5]"),
      SchemaKey("log_normal", .list(.any), "none", "Median and sigma", "[2, 0.5]"),
      SchemaKey("exponential", .time, "none", "Mean", "2s"),
    ])
}
