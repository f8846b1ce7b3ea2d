import RunModel

/// What makes a steady part worth less than it looks. Pure.
struct SteadyWarnings {
  let all: [SteadyState.Warning]

  init(
    _ windows: TimeWindows, _ policy: ExecutionPolicy, planned: Range<Int>, steady: Range<Int>,
    sum: WindowSum,
    levels: (before: Double, after: Double)?
  ) {
    var all: [SteadyState.Warning] = []
    func add(_ kind: SteadyState.Warning.Kind, _ text: String) { all.append(.init(kind: kind, text: text)) }
    let share = Double(steady.count) / Double(max(1, planned.count))
    if share < 0.5 || sum.tasks < 30 {
      let time = Figures.clock(Double(steady.count * windows.width))
      add(
        .short,
        "the steady part is short: \(time) of \(Figures.clock(Double(planned.count * windows.width))) after the warm-up, with \(Figures.count(sum.tasks)) tasks"
      )
    }
    let isOfArrivals = policy.load.shape.conduct.arrivals != nil
    if isOfArrivals, let rate = Self.outrun(sum) {
      add(
        .outrun,
        "arrivals outrun the server by \(Figures.digits(rate))/s: its queue grows as long as they come")
    } else if let words = Self.rising(LevelBlocks(windows, steady).thirds) {
      add(.rising, words)
    }
    if let levels {
      add(
        .twoLevels,
        "response times have two levels: \(Figures.seconds(levels.before)) at first, \(Figures.seconds(levels.after)) later (medians); no figure of the whole describes either"
      )
    }
    self.all = all
  }

  /// Arrivals a second beyond those that ended, more than chance does to tasks in flight; `nil` when the server kept up.
  private static func outrun(_ sum: WindowSum) -> Double? {
    let growth = Double(sum.started - sum.ended)
    let chance = 3 * (sum.inFlight ?? 0).squareRoot() + 2
    guard sum.seconds > 0, growth > max(0.03 * Double(sum.started), chance) else { return nil }
    return growth / sum.seconds
  }

  private static func rising(_ thirds: [Double]) -> String? {
    guard thirds.count == 3, thirds[1] > thirds[0] * 1.05, thirds[2] > thirds[1] * 1.05,
      thirds[2] > thirds[0] * 1.25
    else { return nil }
    let words = thirds.map(Figures.seconds)
    return
      "response times still rise: \(words[0]), then \(words[1]), then \(words[2]) (medians of its thirds)"
  }
}
