import RunModel

/// Why a run has the verdict that it has: the one rule, for every command. Pure.
extension ReportDocument {
  /// All that speaks against the run, the gravest first; empty when it passes.
  func reasons() -> [VerdictReason] {
    let all = interruption + generatorReasons + dataReasons + rateStop + thresholdReasons
    let order = RunVerdict.allCases
    return order.flatMap { verdict in all.filter { $0.kind.verdict == verdict } }
  }

  private var interruption: [VerdictReason] {
    guard case .user? = stopReason else { return [] }
    let count = measurements.statistics.completed
    let words = "it was interrupted after \(count) \(count == 1 ? "task" : "tasks")"
    return [VerdictReason(.interrupted, words + (isWarmUpOnly ? ", in its warm-up" : ""))]
  }

  /// Whether tasks were run, and all of them before anything counts.
  private var isWarmUpOnly: Bool {
    measurements.statistics.total == 0 && measurements.inclusive.total > 0
  }

  private var generatorReasons: [VerdictReason] {
    let late = generator.problems.map { VerdictReason(.generatorLate, $0) }
    guard let faults = measurements.failures[FailureClass.generator.rawValue], faults.count > 0 else {
      return late
    }
    let example = faults.samples.first?.message.map { ": \($0)" } ?? ""
    let count = faults.count == 1 ? "1 task" : "\(faults.count) tasks"
    let text = "\(count) failed by a fault of this machine, not of the server\(example)"
    return late + [VerdictReason(.generatorFault, text)]
  }

  private var dataReasons: [VerdictReason] {
    var reasons: [VerdictReason] = []
    if measurements.statistics.total == 0 {
      let words = isWarmUpOnly ? "no task was run after the warm-up" : "no task was run"
      reasons.append(VerdictReason(.noData, "\(words): there is nothing to judge"))
    }
    // One shard alone is what was asked for; joined ones are to be the whole.
    if parts != nil, let missing = ShardMerge.note(manifest) {
      reasons.append(VerdictReason(.shardsMissing, missing))
    }
    let differences = counts?.differences(from: measurements) ?? []
    reasons += differences.map { VerdictReason(.countsDiffer, "its counts do not add up: \($0)") }
    reasons += (reconciliations ?? []).flatMap { found in
      found.contradictions.map { VerdictReason(.serverDiffers, "target '\(found.target)': \($0)") }
    }
    if case .casesLost(let why)? = stopReason { reasons.append(VerdictReason(.casesLost, why)) }
    return reasons
  }

  /// A run that showed too many failures to go on has not passed, whatever its thresholds look at.
  private var rateStop: [VerdictReason] {
    switch stopReason {
    case .some(let reason) where reason.isRate:
      [VerdictReason(.rateStopped, "it was ended: \(StopText.describe(reason))")]
    default: []
    }
  }

  private var thresholdReasons: [VerdictReason] {
    thresholds.compactMap { verdict in
      let text = "\(verdict.threshold.expression), measured \(verdict.measuredWithInterval)"
      switch verdict.outcome {
      case .pass: return nil
      case .fail, .noData: return VerdictReason(.thresholdFailed, text)
      case .inconclusive: return VerdictReason(.thresholdUndecided, text)
      }
    }
  }
}
