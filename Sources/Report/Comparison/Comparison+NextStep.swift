import RunModel

extension Comparison {
  /// What to do now, with the command and how long it will take: the second line of every form.
  package var nextStep: String {
    switch outcome {
    case .worse: return isWorseByNodes ? "\(look) \(decide)" : look
    case .better, .notWorse: return "Nothing has to be done."
    case .inconclusive: return decide
    case .invalid:
      if let unmeasured = design.turns?.unmeasuredWords { return unmeasured }
      return "Make both sides alike and run them again, or judge all the same: `--force`."
    }
  }

  private var look: String {
    let run = second.runs.last.map { "`floodgate inspect \($0.id) --slowest 20`" } ?? "`floodgate inspect`"
    return
      "To see where: the parts, nodes and cases below that changed, and \(run), or `--status failed`, in its folder of reports."
  }

  private var decide: String {
    if let unmeasured = design.turns?.unmeasuredWords { return unmeasured }
    let open = rows.filter { $0.isPrimary && $0.outcome == .inconclusive }
    let missing = open.filter { $0.interval == nil }.compactMap { row in row.needed.map { (row.name, $0) } }
    if let (name, needed) = missing.first { return "Make longer runs: \(name) needs \(needed)." }
    guard let runs = runsNeeded ?? open.compactMap(\.runsNeeded).max() else {
      if design.turns != nil { return "Take more turns: `\(command(pairs: 0))`." }
      return
        "Run both sides in turns, several times: `\(command(pairs: 7))`, about \(Figures.about(seconds(pairs: 7)))."
    }
    if let turns = design.turns { return "To rule out \(margin(open)): \(turnsStep(turns, runs))" }
    if runs > Self.mostPairs {
      return
        "To rule out \(margin(open)) would take \(Figures.count(runs)) pairs of runs like these: make them longer, or accept a wider margin (`--margin`, `--success-margin`)."
    }
    return
      "To rule out \(margin(open)): `\(command(pairs: runs))`, about \(Figures.about(seconds(pairs: runs)))."
  }

  /// What `run --pairs` makes at most.
  private static let mostPairs = 100

  private func margin(_ open: [Row]) -> String {
    let latency = "a change of \(Figures.percent(margins.latency))"
    let success = "\(Figures.fixed(margins.success * 100, 1)) points of success"
    let hasShare = open.contains { $0.unit == .share }
    if !open.contains(where: { $0.unit != .share }) { return "a change of \(success)" }
    return hasShare ? "\(latency), or of \(success)" : latency
  }

  /// The command for so many pairs of turns, with half as much again at most: it ends as soon as it is decided.
  private func turnsStep(_ turns: Turns, _ pairs: Int) -> String {
    let each = turns.elapsed / Double(max(1, turns.pairs))
    let minutes = max(1, (each * Double(pairs) * 1.5 / 60).rounded(.up))
    if minutes > 24 * 60 {
      return
        "it would take \(Figures.count(pairs)) pairs of turns like these: send more tasks in each, or accept a wider margin (`--margin`, `--success-margin`)."
    }
    return
      "`\(turnsCommand(turns)) --until decided --at-most \(Int(minutes))m`, about \(Figures.about(each * Double(pairs)))."
  }

  private func turnsCommand(_ turns: Turns) -> String {
    let together = turns.isTogether ? " --together" : ""
    return "\(base) --against \(other) --alternate \(Turns.number(turns.seconds))s\(together)"
  }

  private var base: String { "floodgate run \(second.runs.compactMap(\.scenarioFile).last ?? "my.yaml")" }

  private func command(pairs: Int) -> String {
    if let turns = design.turns { return "\(turnsCommand(turns)) --until decided --at-most 60m" }
    return "\(base) --pairs \(pairs) --against \(other)"
  }

  /// The second side's address, where it is what differs.
  private var other: String {
    let sides = [first, second].map { Set($0.runs.flatMap(\.targets)) }
    guard sides[0] != sides[1], sides[1].count == 1, let url = sides[1].first, url.hasPrefix("http"),
      !url.contains(where: { $0.isWhitespace || "`'\"$\\;&|<>()".contains($0) })
    else { return "OTHER" }
    return url
  }

  private func seconds(pairs: Int) -> Double {
    let means = [first, second].map { side in
      side.runs.reduce(0) { $0 + $1.duration } / Double(max(1, side.runs.count))
    }
    return Double(pairs) * (means[0] + means[1])
  }
}
