import CurlTransport
import FoundationEssentials
import RunModel

/// Looks at the server's own metrics while the load goes on, by queries of the Prometheus that watches it: on a thread and
/// connections of its own.
final class ServerObserver: Sendable {
  private let plan: ObservePlan
  private let url: String
  private let headers: [String]
  private let secrets: Secrets
  private let client: BesideClient

  /// An answer has so long, milliseconds: the end of the run may wait for one.
  private static let patience = 3000

  /// Of a manifest; `nil` when it asks for nothing. Throws ``UsageProblem`` for a token that is not there.
  init?(_ header: ManifestHeader, in environment: [String: String], besides: Besides = Besides()) throws {
    guard let plan = header.observe else { return nil }
    self.plan = plan
    var target = TargetSpecification(name: "observe", baseURL: plan.url, key: plan.token)
    target.preflight = false
    let opened = try TargetSecrets([target], variables: header.variables ?? [], in: environment)
    let entry = opened.entries[0]
    secrets = opened.secrets
    url = HTTPAddress.base(entry.opened.baseURL) + "/api/v1/query?query="
    headers = entry.key.map { ["Authorization: Bearer \($0.reveal())"] } ?? []
    var options = TransportOptions()
    options.connectTimeout = 2000
    client = try BesideClient(options)
    besides.add(client)
  }

  /// Asks once, so that a query that cannot be answered is known before the load. Throws ``UsageProblem``.
  func check() async throws {
    for query in plan.queries {
      guard case .problem(let words) = await ask(query) else { continue }
      throw UsageProblem(
        "observe: \(plan.url): \(query.name): \(words); the load was not begun")
    }
  }

  /// Looks until it is cancelled. `elapsed`: seconds of the run.
  func run(_ elapsed: @Sendable () async -> Double) async -> ObservedReport {
    var report = ObservedReport(source: plan.url, every: plan.every)
    let begun = ContinuousClock.now
    var looks = 0
    while !Task.isCancelled {
      await look(&report, elapsed)
      looks += 1
      let next = begun + .seconds(Double(looks) * plan.every)
      try? await Task.sleep(until: max(next, ContinuousClock.now))
    }
    report.sort(by: plan.queries)
    return report
  }

  private func look(_ report: inout ObservedReport, _ elapsed: @Sendable () async -> Double) async {
    for query in plan.queries where !Task.isCancelled {
      let asked = await elapsed()
      let reading = await ask(query)
      // The figure is of a moment between both.
      let at = (asked + (await elapsed())) / 2
      if Task.isCancelled { return }
      report.looks += 1
      switch reading {
      case .values(let values):
        if values.isEmpty { report.failed += 1 }
        report.record(query, values, at: at)
      case .problem(let words):
        report.failed += 1
        report.fail("\(query.name): \(words)")
      }
    }
  }

  private func ask(_ query: ObservePlan.Query) async -> PrometheusAnswer.Reading {
    let (url, headers) = (url + AddressText.encoded(query.expression), headers)
    let answer = await client.send { HTTPRequest(.get, url, headers: headers, timeout: Self.patience) }
    if let problem = answer.problem { return .problem(secrets.redact(problem)) }
    switch PrometheusAnswer.read(status: answer.status, answer.body) {
    case .problem(let words): return .problem(secrets.redact(words))
    case .values(let values): return .values(values.map { (secrets.redact($0.labels), $0.value) })
    }
  }
}
