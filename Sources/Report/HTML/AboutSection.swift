import RunModel
import Statistics

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
