import RunModel

/// How arrivals are spread, what they do and what limits them, whatever their rate.
struct ArrivalKeys: KeyGroup {
  static let beside = "rate: 5, duration: 10s"

  let arrivals = Key(
    "arrivals", KeyType<OpenLoad.Arrivals>.words, default: .uniform,
    "How arrivals are spread: evenly, as independent users come, or by `burstiness`", "poisson", with: beside)
  let burstiness = Key(
    "burstiness", .number(OpenLoad.Allowed.burstiness), without: "1",
    "Of `gamma` arrivals: below 1 they come in bunches, 1 is `poisson`, above they come more evenly", "0.5",
    with: "arrivals: gamma, \(beside)")
  let maxInFlight = Key(
    "max_in_flight", .integer(OpenLoad.Allowed.maxInFlight), default: 1000,
    "Tasks at once of an open load; with `tasks_each`, users", "200", with: beside)
  let overflow = Key(
    "overflow", KeyType<OpenLoad.Overflow>.words, default: .queue,
    "What becomes of arrivals beyond that: they wait, are dropped and counted, or begin all the same", "drop",
    with: beside)
  let tasksEach = Key(
    "tasks_each", .integer(OpenLoad.Allowed.tasksEach), without: "1",
    "Users arrive, and each does so many tasks, one after the other, with `think_time` between them", "5",
    with: beside)

  static func rules(_ keys: KeyReader<LoadKeys>) -> ArrivalRules {
    let own = keys.arrival
    let tasks = own.tasksEach
    let isGamma = own.arrivals == .gamma
    return ArrivalRules(
      spread: own.arrivals, burstiness: isGamma ? own.burstiness : nil, maxInFlight: own.maxInFlight,
      overflow: own.overflow,
      session: tasks.map { UserSession(tasks: $0, thinkTime: keys.closed.thinkTime) })
  }
}
