import RunModel
import Statistics

/// The figures that are read first, each with its interval.
struct KeyFigures {
  let report: ReportDocument
  private var measurements: RunMeasurements { report.measurements }
  private var counts: RunStatistics { measurements.statistics }

  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    var cards = [rate, throughput]
    if counts.tokens.total > 0 { cards.append(tokens) }
    let latencies: [(String, String, MetricName)] = [
      ("Response time", "from the planned start", .responseTime),
      ("Service time", "from the send", .serviceTime),
      ("First text", "from the send", .timeToFirstText),
    ]
    cards += latencies.compactMap { name, note, metric in
      measurements.series(metric).sample.count == 0 ? nil : latency(name, note, metric)
    }
    return "<section class=\"cards\" aria-label=\"key figures\">\(joining: cards)</section>"
  }

  static func card(_ name: String, _ value: String, _ notes: [String], _ extra: HTML = .empty) -> HTML {
    """
    <div class="card"><h3>\(name)</h3><p class="value">\(value)</p>\(extra)\(joining: notes.map { "<p class=\"note\">\($0)</p>" })</div>
    """
  }

  private func perSecond(_ count: Int) -> Double { report.duration > 0 ? Double(count) / report.duration : 0 }

  private var rate: HTML {
    let success = report.success
    let range = success?.range ?? "of nothing there is no rate"
    return Self.card(
      "Success rate", success?.rate ?? "n/a",
      [success?.basis, range, outcomes, measurements.clusterNote].compactMap(\.self), split)
  }

  private var kinds: [(String, String, Int)] {
    [
      ("succeeded", "good", counts.succeeded), ("failed", "bad", counts.failed),
      ("timeout", "warn", counts.timeout), ("error", "worse", counts.error),
      ("cancelled", "quiet", counts.cancelled),
    ].filter { $0.2 > 0 }
  }

  private var outcomes: String {
    kinds.map { "\(Figures.count($0.2)) \($0.0)" }.joined(separator: ", ")
      + StopText.split(counts.cancelledBy)
  }

  private var split: HTML {
    let parts = kinds.map { _, style, count -> HTML in
      "<i class=\"\(style)\" style=\"width:\(Double(count) / Double(counts.total) * 100)%\"></i>"
    }
    return counts.total == 0 ? .empty : "<div class=\"split\" aria-hidden=\"true\">\(joining: parts)</div>"
  }

  private var throughput: HTML {
    let all = measurements.inclusive
    var notes = ["\(Figures.count(all.completed)) in \(Figures.clock(report.duration))"]
    if all.total > counts.total {
      notes[0] += ", \(Figures.count(all.total - counts.total)) of the warm-up"
    }
    if let reached = report.reached { notes.append("arrivals: \(reached.words)") }
    notes.append("at most \(Figures.count(report.peakConcurrency)) in flight")
    if counts.retries > 0 {
      notes.append(
        "\(Figures.count(counts.retries)) retries, \(Figures.count(counts.recoveredByRetry)) tasks recovered")
    }
    return Self.card("Tasks a second", Figures.digits(perSecond(all.completed)), notes)
  }

  private var tokens: HTML {
    let used = counts.tokens
    var notes = ["\(Figures.count(used.prompt)) in, \(Figures.count(used.completion)) out"]
    if counts.cost > .zero { notes.append("cost \(counts.cost)") }
    notes.append("\(Figures.digits(perSecond(measurements.inclusive.tokens.total))) a second")
    return Self.card("Tokens", Figures.count(used.total), notes)
  }

  private func latency(_ name: String, _ note: String, _ metric: MetricName) -> HTML {
    let sample = measurements.series(metric).sample
    let rows = [(0.5, "p50"), (0.95, "p95"), (0.99, "p99")].map { share, word -> HTML in
      "<dt>\(word)</dt>\(quantile(sample, share, metric))"
    }
    let cut = Int(sample.censored.count)
    var remarks = cut == 0 ? [] : ["\(Figures.count(cut)) were cut by a limit or a stop, and count as longer"]
    let adjusted = measurements.sample(metric, failures: true)
    if adjusted.hasTellingFailures, let p95 = adjusted.words(0.95)?.value {
      remarks.append("p95 with failures: \(p95) (a failed task counts as longer than any success)")
    }
    if metric == .responseTime, let note = measurements.latencyNote { remarks.append(note) }
    return """
      <div class="card"><h3>\(name) <span class="faint">\(note)</span></h3><dl>\(joining: rows)</dl>\(joining: remarks.map { Section.note($0) })</div>
      """
  }

  private func quantile(_ sample: CensoredSample, _ share: Double, _ metric: MetricName) -> HTML {
    let dispersion = measurements.inflation(of: metric, share)
    guard let words = sample.words(share, dispersion: dispersion) else {
      let needed = QuantileInterval.minimumCount(share)
      return "<dd class=\"faint\">n/a<small>needs \(needed) values, there are \(sample.count)</small></dd>"
    }
    return "<dd>\(words.value)<small title=\"95 % interval\">\(words.range)</small></dd>"
  }
}
