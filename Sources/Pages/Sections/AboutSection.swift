import RunModel
import Statistics

/// Where and how it was run, and how to run it again.
struct AboutSection {
  let report: ReportDocument
  private var policy: ExecutionPolicy { report.execution }

  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    Section.html("How it was run", run.html + remarks) + environment + Section.html("Run it again", again)
  }

  private var remarks: HTML {
    let listing = Listing(report.remarks ?? [], limit: 20, bytes: 20_000) { Section.note($0.cropped(500)) }
    return HTML(joining: listing.rows) + Section.note(listing.remark("remarks", "the first ones"))
  }

  private var run: FactTable {
    var table = FactTable()
    table.add("run", report.runID)
    let tags = RunTags.shown(report.tags)
    if !tags.isEmpty { table.add("tags", tags.joined(separator: ", ")) }
    table.add(
      "manifest",
      "\(Figures.count(report.manifest.caseCount)) cases, seed \(report.manifest.seed), sha256 \(report.manifest.contentHash.prefix(16))"
    )
    if let shard = report.manifest.shard {
      table.add("shard", "\(shard) of \(Figures.count(shard.wholeCount)) cases")
    }
    table.add("load", policy.load.shape.words.full)
    table.add("concurrency", Figures.count(policy.concurrency))
    if let size = policy.batchSize { table.add("batch window", "\(size), \(policy.batchMode.rawValue)") }
    if let limit = policy.rateControl {
      table.add("rate limit", "\(Figures.number(limit.perMinute)) a minute, burst \(limit.burst)")
    }
    table.add("retries", PolicyText.retries(policy.retryPolicy))
    table.add(
      "limit of an attempt",
      policy.stopConditions.timeoutPerTask.map { Figures.clock($0.inSeconds) } ?? "none")
    table.add("stop conditions", PolicyText.stops(policy.stopConditions))
    for target in report.targets.prefix(20) {
      table.add(
        "target \(target.name)",
        "\(target.baseURL), \(target.app), \(target.responseMode), Dify \(target.serverVersion ?? "of unknown version"), connections: \(target.connections)"
      )
    }
    addTraffic(&table)
    return table
  }

  private func addTraffic(_ table: inout FactTable) {
    let traffic = report.measurements.traffic
    guard traffic.requests > 0 else { return }
    let kept = Figures.percent(Double(traffic.reusedConnections) / Double(traffic.requests))
    table.add("requests", "\(Figures.count(traffic.requests)), \(kept) on kept connections")
    table.add(
      "traffic",
      "\(Figures.bytes(traffic.bytesSent)) sent, \(Figures.bytes(traffic.bytesReceived)) received, \(Figures.count(traffic.events)) events, \(Figures.count(traffic.pings)) pings"
    )
    table.add(
      "given-up runs",
      "\(Figures.count(traffic.stopsSent)) asked to stop, \(Figures.count(traffic.orphans)) could not be named"
    )
  }

  private var environment: HTML {
    if report.environment.isEmpty { return .empty }
    var table = FactTable()
    for (name, value) in report.environment.sorted(by: { $0.key < $1.key }) { table.add(name, value) }
    return Section.html("Environment", table.html)
  }

  private var again: HTML {
    """
    <p class="note">In the folder of this run; the manifest holds every case, the seed and the policy:</p>
    <pre>floodgate run manifest.jsonl
    floodgate gate report.json.gz --threshold "success_rate &gt;= 0.99"
    floodgate inspect . --status failed --slowest 20</pre>
    """
  }
}
