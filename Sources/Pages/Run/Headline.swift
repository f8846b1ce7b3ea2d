import RunModel
import Statistics

/// The verdict with its reason, and what happened, in a sentence each.
struct Headline {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  private var counts: RunStatistics { report.measurements.statistics }

  /// The verdict.
  var word: String {
    switch report.verdict {
    case .passed: report.thresholds.isEmpty ? "Done" : "Passed"
    case .failed: "Failed"
    case .inconclusive: "Inconclusive"
    case .invalid: "Invalid"
    case .interrupted: "Interrupted"
    }
  }

  /// Why, as the rest of the sentence that ``word`` begins.
  var reason: String {
    switch report.verdict {
    case .passed where report.thresholds.isEmpty: ": no thresholds were set, so nothing was judged."
    case .passed:
      (report.thresholds.count == 1
        ? ": the threshold holds" : ": all \(report.thresholds.count) thresholds hold")
        + (report.reached?.isReached == false ? ", but the load was not the one that was asked for." : ".")
    case .failed: ": " + missed
    case .inconclusive: ": the sample cannot decide " + undecided
    case .invalid, .interrupted: ": \(grounds)."
    }
  }

  /// What the verdict rests on. Reports of older versions say only what the generator's problems were.
  private var grounds: String {
    let own = report.reasons?.filter { $0.kind.verdict == report.verdict }.map(\.text)
    let texts = own ?? report.generator.problems
    return texts.isEmpty ? "there is nothing to judge" : texts.joined(separator: "; ").cropped(600)
  }

  /// What happened.
  var happened: String {
    guard let success = report.success else {
      return counts.total > 0 ? "No task came to its end." : "No task was run."
    }
    var text = "\(success.sentence) (\(success.rate))"
    let response = report.measurements.sample(.responseTime, failures: true)
    if let p95 = response.quantile(0.95), response.carries(0.95), p95.high.isFinite {
      text += ", 95 % of all within \(Figures.seconds(p95.high / 1e9))"
    }
    let failures = report.measurements.failures
    if let worst = failures.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) {
      let attempts = report.measurements.hasWarmUp ? " attempts, warm-up included" : ""
      text +=
        "; most frequent failure: \(worst.key.cropped(60)) (\(Figures.count(worst.value.count))\(attempts))"
    }
    return text + "."
  }

  /// Whether the figures are the server's own.
  var generator: String {
    guard let (grade, reason) = report.generator.grade, grade != .d else { return "" }
    return " Generator: grade \(grade.rawValue), \(reason)."
  }

  private var missed: String {
    let missed = report.thresholds.filter { $0.outcome == .fail || $0.outcome == .noData }
    guard let first = missed.first else { return "a threshold does not hold." }
    let words =
      "\(first.threshold.expression.cropped(160)), measured \(first.measuredWithInterval.cropped(100))"
    return missed.count == 1
      ? "\(words)." : "\(missed.count) of \(report.thresholds.count) thresholds do not hold, first \(words)."
  }

  private var undecided: String {
    let open = report.thresholds.filter { $0.outcome == .inconclusive }
    guard let first = open.first else { return "yet." }
    let needed =
      open.compactMap(\.tasksNeeded).max().map {
        "; about \(Figures.count($0)) more tasks like these would, in four of five runs"
      } ?? ""
    return
      "\(first.threshold.expression.cropped(160))\(open.count > 1 ? " and \(open.count - 1) more" : "")\(needed)."
  }
}
