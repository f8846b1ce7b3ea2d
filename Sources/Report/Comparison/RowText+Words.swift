import RunModel

/// What people without statistics read of a row.
extension RowText {
  /// What the figure is: `response time, p95`.
  package var title: String {
    switch row.name {
    case "success_rate": return "tasks that succeed"
    case "tokens_per_task": return "tokens a task"
    case "answer_tokens": return "tokens an answer"
    case "cost_per_task": return "cost a task"
    case "response_time.by_length": return "mean response time, by the length of answers alone"
    case "response_time.at_equal_length": return "mean response time, at equal length of answers"
    default: break
    }
    let parts = row.name.split(separator: ".").map(String.init)
    guard parts.count == 2, let metric = MetricName(rawValue: parts[0]) else { return row.name }
    return "\(metric.title), \(parts[1] == "p50" ? "median" : parts[1])"
  }

  /// The verdict in a word or two.
  package var verdict: String { row.outcome?.words ?? "" }
}

extension Comparison.Outcome {
  /// In a word or two.
  package var words: String {
    switch self {
    case .worse: "worse"
    case .better: "better"
    case .notWorse: "not worse"
    case .inconclusive: "cannot tell yet"
    case .invalid: "not comparable"
    }
  }
}

extension Comparison {
  /// The verdict as a heading.
  package var word: String { outcome.words.prefix(1).uppercased() + outcome.words.dropFirst() }

  /// What makes the verdict weaker than it looks, in plain words; `nil` when nothing does.
  package var caution: String? {
    if let turns = design.turns { return turns.caution(units: design.first) }
    let runs = min(first.runs.count, second.runs.count)
    switch design.unit {
    case .blocks, .requests:
      let least = rows.filter { $0.isPrimary && $0.unit == .seconds }.compactMap(\.smallestDetectable).min()
      let noise = "\(Figures.percent(design.assumedRunNoise ?? 0)) of noise from run to run"
      return "One run a side cannot tell a change of time below \(least.map(Figures.percent) ?? "any size"): "
        + (design.noiseRuns.map { "\(noise), as \($0) runs of the history have." }
          ?? "\(noise) is assumed. A history tells it (`--noise-from`), runs in turns (`run --pairs`) need not.")
    case .pairs where runs < 5:
      return "Only \(runs) pairs of runs: five are the least for a verdict to lean on."
    case .runs where runs < 5: return "Only \(runs) runs a side: five are the least for a verdict to lean on."
    case .pairs, .runs: return nil
    }
  }
}

extension Comparison.ChangedCase {
  /// `0 of 30, then 30 of 30`: what failed.
  package var counts: String {
    guard let failed, let tasks, failed.count == 2, tasks.count == 2 else { return "" }
    return "\(failed[0]) of \(tasks[0]), then \(failed[1]) of \(tasks[1])"
  }
}
