import RunModel
import Statistics

/// What a reader should know of a comparison.
enum ComparisonNotes {
  static func notes(
    _ latency: LatencyComparer, _ success: SuccessComparer, _ rows: [Comparison.Row]
  ) -> [String] {
    var notes = [design(latency.design), swings(latency), platform(latency, rows)].compactMap(\.self)
    for (name, dispersion) in zip(["first", "second"], success.dispersions) {
      guard let dispersion, dispersion.isShown, dispersion.ratio > 1 else { continue }
      notes.append(
        "failures of the \(name) side come in clusters: their variance between \(dispersion.blocks) blocks is \(Figures.number(dispersion.ratio)) times that of independent tasks, and tasks count for as much less"
      )
    }
    if let pairing = success.pairing {
      notes.append(
        "success is compared over \(Figures.count(pairing.pairs)) pairs of tasks, matched by case: \(pairing.onlyFirst) succeeded on the first side only, \(pairing.onlySecond) on the second only (McNemar, mid-p \(Figures.p(pairing.p)))"
      )
    }
    notes += rows.compactMap { row in row.note.map { "\(row.name): \($0)" } }.filter {
      !$0.hasSuffix("no interval")
    }
    return notes
  }

  private static func turns(_ turns: Comparison.Turns, units: Int) -> String {
    let unit =
      turns.pairsPerUnit > 1
      ? "\(turns.pairsPerUnit) pairs together are one of \(units) units, since one has too few tasks"
      : "each pair is a unit"
    let looks =
      turns.looks.map {
        "; looked at \(Figures.counted($0, "time")), each with its part of the chance to err (Lan and DeMets, spent as O'Brien and Fleming would)"
      } ?? ""
    let unmeasured = turns.unmeasuredWords.map { ". \($0)" } ?? ""
    return "\(turns.pairs) pairs of turns: \(unit)\(looks)\(unmeasured)"
  }

  private static func noise(_ design: Comparison.Design) -> String {
    let share = Figures.percent(design.assumedRunNoise ?? 0)
    return design.noiseRuns.map { "take the noise from run to run, \(share), from \($0) runs of a history" }
      ?? "assume a noise from run to run of \(share) (--run-noise, --noise-from)"
  }

  private static func swings(_ latency: LatencyComparer) -> String? {
    guard latency.swings else { return nil }
    return
      "the change from turn to turn swings slowly, so that neighbouring turns tell less than as many apart: one deployment had a spell that the other had not; intervals are as much wider"
  }

  /// What the empty workflow beside the turns told of the platform.
  private static func platform(_ latency: LatencyComparer, _ rows: [Comparison.Row]) -> String? {
    let figures = rows.filter { $0.isPrimary || $0.name == "response_time.p50" }.compactMap { row in
      row.platformNoise.map { "\(Figures.percent($0)) of the noise of \(row.name)" }
    }
    if let shown = latency.platform?.shown {
      let word = shown > 0 ? "longer" : "less long"
      return
        "the baseline workflow takes \(Figures.percent(abs(shown))) \(word) in the second build's turns: that belongs to the build, and is not taken out of its latencies"
    }
    if figures.isEmpty { return nil }
    return
      "\(figures.joined(separator: ", ")) was the platform's: taken out by the baseline workflow, which ran beside each turn"
  }

  private static func design(_ design: Comparison.Design) -> String? {
    if let turns = design.turns { return self.turns(turns, units: design.first) }
    switch design.unit {
    case .pairs:
      return design.first < 5
        ? "\(design.first) pairs of runs: five are the least for a verdict to lean on" : nil
    case .runs:
      let text = "\(design.first) and \(design.second) runs: the run is the unit of the latencies"
      return min(design.first, design.second) < 5
        ? text + "; five a side are the least for a verdict to lean on" : text
    case .blocks, .requests:
      let unit =
        design.blockSeconds.map { "from blocks of \(Figures.number($0)) s" }
        ?? "from single requests, for lack of time windows"
      return
        "one run a side: intervals are \(unit), and \(noise(design)); run both sides in turns instead (run --pairs)"
    }
  }
}
