import RunModel
import Statistics

/// A part of the page.
enum Section {
  static func html(_ title: String, _ content: HTML) -> HTML {
    "<section><h2>\(title)</h2>\(content)</section>"
  }

  /// A table; the first column and those of `texts` are text, the others are figures.
  static func table(_ columns: [String], texts: Set<Int> = [], _ rows: [HTML], id: String = "") -> HTML {
    let heads = columns.enumerated().map { index, name -> HTML in
      index == 0 || texts.contains(index)
        ? "<th scope=\"col\">\(name)</th>" : "<th scope=\"col\" class=\"number\">\(name)</th>"
    }
    return """
      <div class="scroll"><table id="\(id)"><thead><tr>\(joining: heads)</tr></thead><tbody>\(joining: rows)</tbody></table></div>
      """
  }

  static func number(_ text: String) -> HTML { "<td class=\"number\">\(text)</td>" }

  /// A quantile, or a mark that the sample cannot carry it.
  static func quantile(_ histogram: Histogram, _ share: Double) -> HTML {
    guard let value = histogram.quantile(share) else { return "<td class=\"number faint\">n/a</td>" }
    guard histogram.carries(share) else {
      let needed = QuantileInterval.minimumCount(share)
      return
        "<td class=\"number faint\" title=\"needs \(needed) values, there are \(Int(histogram.count))\">n/a</td>"
    }
    let (low, high) = histogram.quantileInterval(share)
    let range = "95 %: \(low.map(Figures.nanoseconds) ?? "?") to \(high.map(Figures.nanoseconds) ?? "?")"
    return "<td class=\"number\" title=\"\(range)\">\(Figures.nanoseconds(value))</td>"
  }
}

/// How the thresholds were judged.
struct ThresholdsSection {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    if report.thresholds.isEmpty { return .empty }
    let rows = report.thresholds.map { verdict -> HTML in
      let interval =
        verdict.interval.map { "\(Figures.percent($0.low)) to \(Figures.percent($0.high))" } ?? ""
      let needed = verdict.tasksNeeded.map { "about \(Figures.count($0)) more tasks would decide" } ?? ""
      return """
        <tr><td><span class="pill \(verdict.outcome.rawValue)">\(verdict.outcome.rawValue)</span></td><td><code>\(verdict.threshold.expression)</code></td>\
        <td class="number">\(verdict.measured)</td><td class="number">\(interval)</td><td>\(needed)</td></tr>
        """
    }
    return Section.html(
      "Thresholds",
      Section.table(["verdict", "threshold", "measured", "95 % interval", ""], texts: [1, 4], rows))
  }
}

/// What broke.
struct FailuresSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let groups = measurements.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    if groups.isEmpty { return .empty }
    let total = groups.reduce(0) { $0 + $1.value.count }
    let rows = groups.map { name, group -> HTML in
      let share = Double(group.count) / Double(total)
      return """
        <details class="failure"><summary><b>\(name)</b><span class="bar"><i style="width:\(share * 100)%"></i></span>\
        <span class="number">\(Figures.count(group.count))</span></summary>\(joining: group.samples.map(sample))</details>
        """
    }
    return Section.html("What broke", HTML(joining: rows))
  }

  private func sample(_ sample: ResultSample) -> HTML {
    var facts = [
      "\(sample.taskID)", "case \(sample.caseID)", "after \(Figures.nanoseconds(sample.response))",
    ]
    if sample.httpStatus > 0 { facts.append("HTTP \(sample.httpStatus)") }
    if let run = sample.runID { facts.append("run \(run)") }
    return
      "<p class=\"sample\"><span>\(sample.message ?? sample.status.rawValue)</span><small>\(facts.joined(separator: " · "))</small></p>"
  }
}

/// The latency table.
struct LatencySection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private static let columns = [
    "successes", "count", "min", "p50", "p75", "p90", "p95", "p99", "p99.9", "max", "mean",
  ]

  var html: HTML {
    let rows = MetricName.allCases.compactMap { name -> HTML? in
      let histogram = measurements.latency(name)
      return histogram.isEmpty ? nil : row(name.title, histogram)
    }
    if rows.isEmpty { return .empty }
    var failed: [HTML] = []
    let unsuccessful = measurements.series(.responseTime).unsuccessful
    if !unsuccessful.isEmpty { failed.append(row("response time of failures", unsuccessful)) }
    let note: HTML = """
      <p class="note">Response time counts from the planned start, service time from the send. A quantile is shown only when the sample can carry a 95 % interval on both sides (p99: 368 values).</p>
      """
    return Section.html("Latency", Section.table(Self.columns, rows + failed) + censored + note)
  }

  private func row(_ name: String, _ histogram: Histogram) -> HTML {
    let shares = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]
    return """
      <tr><th scope="row">\(name)</th>\(Section.number(Figures.count(Int(histogram.count))))\(Section.number(Figures.nanoseconds(histogram.min)))\
      \(joining: shares.map { Section.quantile(histogram, $0) })\(Section.number(Figures.nanoseconds(histogram.max)))\
      \(Section.number(histogram.mean.map { Figures.seconds($0 / 1e9) } ?? "n/a"))</tr>
      """
  }

  private var censored: HTML {
    guard measurements.censored.count > 0 else { return .empty }
    let longest = Figures.nanoseconds(measurements.censored.max)
    return
      "<p class=\"note\">\(Figures.count(Int(measurements.censored.count))) attempts were cut at their limit: their true times are longer than up to \(longest).</p>"
  }
}

/// The server's own times of nodes.
struct NodesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let nodes = measurements.nodes.sorted {
      ($1.value.latency.mean ?? 0, $0.key) < ($0.value.latency.mean ?? 0, $1.key)
    }
    if nodes.isEmpty { return .empty }
    let longest = nodes.compactMap(\.value.latency.mean).max() ?? 1
    let rows = nodes.prefix(100).map { name, slice -> HTML in
      let share = (slice.latency.mean ?? 0) / max(longest, 1) * 100
      return """
        <tr><th scope="row">\(name)</th><td class="wide"><span class="bar"><i style="width:\(share)%"></i></span></td>\(Section.number(Figures.count(slice.total)))\
        \(Section.number(Figures.count(slice.total - slice.succeeded)))\(Section.quantile(slice.latency, 0.5))\(Section.quantile(slice.latency, 0.95))\
        \(Section.number(Figures.nanoseconds(slice.latency.max)))\(Section.number(slice.tokens > 0 ? Figures.count(slice.tokens) : ""))</tr>
        """
    }
    let columns = ["node", "mean", "runs", "not succeeded", "p50", "p95", "max", "tokens"]
    return Section.html("Nodes, by the server's own clock", Section.table(columns, texts: [1], rows))
  }
}

/// One parameter against another.
struct HeatMapSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private struct Pair: Hashable {
    var row: String
    var column: String
  }

  var html: HTML {
    var maps: [Pair: [Pair: Cell]] = [:]
    for (key, cell) in measurements.parameterPairs {
      let sides = key.split(separator: "|", maxSplits: 1).map {
        $0.split(separator: "=", maxSplits: 1).map(String.init)
      }
      guard sides.count == 2, sides.allSatisfy({ $0.count == 2 }) else { continue }
      maps[Pair(row: sides[0][0], column: sides[1][0]), default: [:]][
        Pair(row: sides[0][1], column: sides[1][1])] = cell
    }
    let readable = maps.filter { Self.isReadable($0.value, of: measurements.statistics.total) }
    let shown = readable.sorted { ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column) }.prefix(4)
    if shown.isEmpty { return .empty }
    return Section.html("Parameters against each other", HTML(joining: shown.map { map($0.key, $0.value) }))
  }

  /// A map says something when both parameters vary, fit on a page, and cover the run.
  private static func isReadable(_ cells: [Pair: Cell], of total: Int) -> Bool {
    let rows = Set(cells.keys.map(\.row)).count
    let columns = Set(cells.keys.map(\.column)).count
    let covered = cells.values.reduce(0) { $0 + $1.total }
    return (2...24).contains(rows) && (2...16).contains(columns) && covered * 10 >= total * 9
  }

  private func map(_ names: Pair, _ cells: [Pair: Cell]) -> HTML {
    let rows = Set(cells.keys.map(\.row)).sorted()
    let columns = Set(cells.keys.map(\.column)).sorted()
    let slowest = Double(cells.values.compactMap { $0.latency.quantile(0.95) }.max() ?? 1)
    let lines = rows.map { row -> HTML in
      let boxes = columns.map { column in box(cells[Pair(row: row, column: column)], slowest) }
      return "<tr><th scope=\"row\">\(row)</th>\(joining: boxes)</tr>"
    }
    let heads = columns.map { column -> HTML in "<th scope=\"col\">\(column)</th>" }
    return """
      <div class="scroll"><table class="heat"><caption>\(names.row) against \(names.column): p95 of successes; failures in red</caption>\
      <thead><tr><th></th>\(joining: heads)</tr></thead><tbody>\(joining: lines)</tbody></table></div>
      """
  }

  private func box(_ cell: Cell?, _ slowest: Double) -> HTML {
    guard let cell, cell.total > 0 else { return "<td class=\"empty\"></td>" }
    let failed = cell.total - cell.succeeded
    let p95 = cell.latency.quantile(0.95)
    let heat = p95.map { Double($0) / slowest } ?? 0
    let words = "\(cell.succeeded) of \(cell.total) succeeded"
    return """
      <td class="\(failed > 0 ? "bad" : "")" style="--heat:\(heat)" title="\(words)">\(p95.map(Figures.nanoseconds) ?? "-")\(failed > 0 ? " (\(failed) failed)" : "")</td>
      """
  }
}

/// Every case, with search and sort.
struct CasesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private static let limit = 1000

  var html: HTML {
    let cases = measurements.cases.sorted { left, right in
      let (first, second) = (
        left.value.total - left.value.succeeded, right.value.total - right.value.succeeded
      )
      return (second, left.key) < (first, right.key)
    }
    if cases.count < 2 { return .empty }
    let rows = cases.prefix(Self.limit).map { id, cell -> HTML in
      let failed = cell.total - cell.succeeded
      return """
        <tr><th scope="row"><code>\(id)</code></th><td>\(cell.label)</td>\(Section.number(Figures.count(cell.total)))\
        <td class="number\(failed > 0 ? " badtext" : "")">\(Figures.count(failed))</td>\(Section.number(cell.latency.quantile(0.5).map(Figures.nanoseconds) ?? ""))\
        \(Section.number(cell.latency.quantile(0.95).map(Figures.nanoseconds) ?? ""))<td>\(cell.failure?.rawValue ?? "")</td></tr>
        """
    }
    let more: HTML =
      cases.count > Self.limit || measurements.droppedCells > 0
      ? "<p class=\"note\">\(Self.limit) cases at most are listed here, those with failures first; results.ndjson.gz has all.</p>"
      : .empty
    let search: HTML =
      "<p><input type=\"search\" id=\"search\" placeholder=\"search cases\" aria-label=\"search cases\"></p>"
    let columns = ["case", "parameters", "tasks", "not succeeded", "p50", "p95", "last failure"]
    return Section.html("Cases", search + Section.table(columns, texts: [1, 6], rows, id: "cases") + more)
  }
}

/// The slowest attempts.
struct SlowestSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    if measurements.slowest.isEmpty { return .empty }
    let rows = measurements.slowest.prefix(10).map { sample -> HTML in
      """
      <tr><th scope="row">\(sample.taskID)</th><td><code>\(sample.caseID)</code></td><td>\(sample.failure?.rawValue ?? sample.status.rawValue)</td>\
      \(Section.number(Figures.nanoseconds(sample.response)))\(Section.number(sample.firstText.map(Figures.nanoseconds) ?? ""))\
      \(Section.number(Figures.clock(Double(sample.start.nanoseconds) / 1e9)))<td>\(sample.runID ?? "")</td></tr>
      """
    }
    let columns = ["task", "case", "outcome", "response", "first text", "began at", "run"]
    return Section.html("Slowest", Section.table(columns, texts: [1, 2, 6], rows))
  }
}

/// Where and how it was run.
struct AboutSection {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    let policy = report.execution
    var facts: [(String, String)] = [
      ("run", report.runID),
      ("manifest", "\(report.manifest.caseCount) cases, sha256 \(report.manifest.contentHash.prefix(16))"),
      ("seed", String(report.manifest.seed)), ("concurrency", String(policy.concurrency)),
      (
        "retries",
        policy.retryPolicy.maxAttempts > 1 ? "up to \(policy.retryPolicy.maxAttempts) attempts" : "none"
      ),
      (
        "limit of an attempt",
        policy.stopConditions.timeoutPerTask.map { Figures.clock($0.inSeconds) } ?? "none"
      ),
    ]
    if let size = policy.batchSize { facts.append(("batch window", "\(size), \(policy.batchMode.rawValue)")) }
    if let limit = policy.rateControl {
      facts.append(("rate limit", "\(Figures.number(limit.perMinute)) a minute, burst \(limit.burst)"))
    }
    for target in report.targets {
      facts.append(
        (
          "target \(target.name)",
          "\(target.baseURL), \(target.app), \(target.responseMode), Dify \(target.serverVersion ?? "?"), \(target.connections)"
        ))
    }
    let traffic = report.measurements.traffic
    if traffic.requests > 0 {
      facts.append(
        (
          "connections",
          "\(Figures.count(traffic.requests)) requests, \(Figures.percent(Double(traffic.reusedConnections) / Double(traffic.requests))) on kept connections"
        ))
      facts.append(
        (
          "traffic",
          "\(Figures.bytes(traffic.bytesSent)) sent, \(Figures.bytes(traffic.bytesReceived)) received, \(Figures.count(traffic.events)) events, \(traffic.pings) pings"
        ))
      facts.append(
        ("given-up runs", "\(traffic.stopsSent) asked to stop, \(traffic.orphans) could not be named"))
    }
    let lateness = report.generator.worstTimerLateness
    facts.append(
      (
        "generator",
        "\(report.generator.loopUtilisation.map { "\(Int($0 * 100)) % of its core, " } ?? "")worst timer \(Figures.seconds(lateness)) late"
      ))
    facts += report.environment.sorted { $0.key < $1.key }
    let rows = facts.map { name, value -> HTML in "<tr><th scope=\"row\">\(name)</th><td>\(value)</td></tr>" }
    return Section.html(
      "How it was run",
      "<div class=\"scroll\"><table class=\"facts\"><tbody>\(joining: rows)</tbody></table></div>")
  }
}
