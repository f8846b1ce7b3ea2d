import RunModel
import Statistics

/// The report as one static page: no network, no script that it needs.
package struct ReportPage {
  let report: ReportDocument
  var measurements: RunMeasurements { report.measurements }
  var counts: RunStatistics { measurements.statistics }

  package init(_ report: ReportDocument) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] { Array(page.text.utf8) }

  private var page: HTML {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>\(report.name) - floodgate</title>
    <style>\(PageStyle.sheet)</style></head>
    <body><main>
    \(header)\(warnings)\(figures)\(ThresholdsSection(report).html)\(FailuresSection(measurements).html)\
    \(ChartsSection(report).html)\(LatencySection(measurements).html)\(NodesSection(measurements).html)\
    \(HeatMapSection(measurements).html)\(CasesSection(measurements).html)\(SlowestSection(measurements).html)\
    \(AboutSection(report).html)
    </main><script>\(PageStyle.script)</script></body></html>

    """
  }

  private var header: HTML {
    let target = report.targets.map { "\($0.app) at \($0.baseURL)" }.joined(separator: ", ")
    return """
      <header><div><p class="kicker">floodgate report</p><h1>\(report.name)</h1>
      <p class="sub">\(headline)</p><p class="meta">\(report.startedAt) · \(Figures.clock(report.duration)) · \(target)</p></div>
      <p class="verdict \(report.verdict.rawValue)">\(verdictWord)</p></header>
      """
  }

  private var verdictWord: String {
    switch report.verdict {
    case .passed: report.thresholds.isEmpty ? "no thresholds" : "passed"
    case .failed: "failed"
    case .inconclusive: "inconclusive"
    case .invalid: "invalid"
    }
  }

  /// What happened, in one sentence.
  private var headline: String {
    guard counts.total > 0 else { return "No task was run." }
    let rate = counts.successRate.map(Figures.percent) ?? "n/a"
    var text =
      "\(Figures.count(counts.succeeded)) of \(Figures.count(counts.total)) tasks succeeded (\(rate))"
    if let p95 = measurements.latency(.responseTime).quantile(0.95) {
      text += ", p95 \(Figures.nanoseconds(p95))"
    }
    if let worst = measurements.failures.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) {
      text += "; most frequent failure: \(worst.key) (\(Figures.count(worst.value.count)))"
    }
    return text + "."
  }

  private var warnings: HTML {
    var texts = report.generator.problems
    if report.targets.contains(where: \.insecure) {
      texts.insert("TLS certificates were NOT verified in this run.", at: 0)
    }
    if let reason = report.stopReason {
      texts.append("The run was stopped early: \(StopText.describe(reason)).")
    }
    texts += report.notes
    return HTML(joining: texts.map { "<p class=\"warning\">\($0)</p>" })
  }

  private var figures: HTML {
    var cards = [rateCard]
    cards.append(
      card(
        "tasks a second", Figures.digits(perSecond(measurements.inclusive.completed)),
        "peak \(report.peakConcurrency) in flight"))
    cards.append(latencyCard("response time", measurements.latency(.responseTime)))
    let firstText = measurements.latency(.timeToFirstText)
    if firstText.count > 0 { cards.append(latencyCard("first text", firstText)) }
    if counts.tokens.total > 0 {
      let cost =
        counts.cost > .zero
        ? "cost \(counts.cost)" : "\(Figures.digits(perSecond(measurements.inclusive.tokens.total))) a second"
      cards.append(card("tokens", Figures.count(counts.tokens.total), cost))
    }
    if counts.retries > 0 {
      cards.append(card("retries", Figures.count(counts.retries), "\(counts.recoveredByRetry) recovered"))
    }
    return "<section class=\"cards\" aria-label=\"key figures\">\(joining: cards)</section>"
  }

  private func perSecond(_ count: Int) -> Double { report.duration > 0 ? Double(count) / report.duration : 0 }

  private var rateCard: HTML {
    let share = Proportion(successes: counts.succeeded, trials: counts.total)
    let interval = share.map { $0.wilson() }
    let note =
      interval.map { "95 %: \(Figures.percent($0.low)) to \(Figures.percent($0.high))" }
      ?? "of nothing there is no rate"
    return card("success rate", counts.successRate.map(Figures.percent) ?? "n/a", note)
  }

  private func latencyCard(_ name: String, _ histogram: Histogram) -> HTML {
    let p95 = histogram.carries(0.95) ? histogram.quantile(0.95).map(Figures.nanoseconds) : nil
    return card(
      "\(name) p50", histogram.quantile(0.5).map(Figures.nanoseconds) ?? "n/a",
      p95.map { "p95 \($0)" } ?? "p95 needs 72 values, there are \(histogram.count)")
  }

  private func card(_ name: String, _ value: String, _ note: String) -> HTML {
    "<div class=\"card\"><h3>\(name)</h3><p class=\"value\">\(value)</p><p class=\"note\">\(note)</p></div>"
  }
}

/// Why a run was stopped, in words.
enum StopText {
  static func describe(_ reason: StopReason) -> String {
    switch reason {
    case .user(let text): text ?? "interrupted"
    case .maxFailures(let limit): "\(limit) tasks had failed (max_failures)"
    case .maxErrorRate(let limit, let observed, let window):
      "\(Figures.percent(observed)) of the last \(window) tasks failed (max_error_rate \(Figures.percent(limit)))"
    case .minSuccessRate(let limit, let observed, let completed):
      "\(Figures.percent(observed)) of \(completed) tasks succeeded (min_success_rate \(Figures.percent(limit)))"
    case .consecutiveFailures(let limit): "\(limit) tasks failed in a row (consecutive_failures)"
    case .timeoutTotal(let limit): "\(Figures.clock(limit.inSeconds)) had passed (timeout_total)"
    case .maxCost(let limit): "a cost of \(limit) was reached (max_cost)"
    case .maxTokens(let limit): "\(Figures.count(limit)) tokens were used (max_tokens)"
    case .threshold(let expression): "the threshold \(expression) failed"
    case .setupFailed(let scenario): "the setup of scenario '\(scenario)' did not succeed"
    case .loadEnded: "the load had ended and tasks were still unfinished after the drain limit"
    }
  }
}
