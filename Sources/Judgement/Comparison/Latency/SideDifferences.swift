import FoundationEssentials
import RunModel
import Statistics

/// What makes the sides differ: what invalidates a comparison, and what is its subject.
struct SideDifferences {
  /// Facts of the machine that generates the load: another one measures something else.
  static let generator = [
    "host", "architecture", "cores", "kernel", "libcurl", "OpenSSL", "GnuTLS", "nghttp2", "floodgate",
  ]
  /// Facts of the build: the subject.
  static let build = ["commit", "ci_run"]

  static func find(_ first: [ReportDocument], _ second: [ReportDocument]) -> [Comparison.Difference] {
    var differences: [Comparison.Difference] = []
    func compare(_ name: String, invalidates: Bool, _ fact: (ReportDocument) -> String) {
      let (before, after) = (values(first, fact), values(second, fact))
      guard before != after || (invalidates && before.count > 1) else { return }
      differences.append(
        .init(
          name: name, first: before.joined(separator: ", "), second: after.joined(separator: ", "),
          isInvalidating: invalidates))
    }
    compare("cases (manifest hash)", invalidates: true) { String($0.manifest.contentHash.prefix(16)) }
    compare("seed", invalidates: true) { String($0.manifest.seed) }
    compare("load and execution policy", invalidates: true) { policy($0.execution) }
    compare("app", invalidates: true) { list($0.targets.map(\.app)) }
    compare("response mode", invalidates: true) { list($0.targets.map(\.responseMode)) }
    compare("connections", invalidates: true) { list($0.targets.map(\.connections)) }
    for name in generator { compare(name, invalidates: true) { $0.environment[name] ?? "?" } }
    compare("URL", invalidates: false) { list($0.targets.map(\.baseURL)) }
    compare("Dify", invalidates: false) { list($0.targets.map { $0.serverVersion ?? "?" }) }
    for name in build { compare(name, invalidates: false) { $0.environment[name] ?? "?" } }
    compare("stopped early", invalidates: false) { report in
      report.stopReason.map { "\(report.runID): \(StopText.describe($0))" } ?? "no"
    }
    return differences + broken(first, second)
  }

  /// Runs that cannot be trusted, whatever they are compared with. A run that its own stop conditions ended is not one
  /// of them: that a build breaks is a finding.
  private static func broken(
    _ first: [ReportDocument], _ second: [ReportDocument]
  ) -> [Comparison.Difference] {
    func words(_ report: ReportDocument) -> String? {
      let verdict = min(report.verdict, report.reasons().first?.kind.verdict ?? .passed)
      return verdict <= .invalid ? "\(report.runID): \(verdict.rawValue)" : nil
    }
    let (before, after) = (first.compactMap(words), second.compactMap(words))
    if before.isEmpty, after.isEmpty { return [] }
    return [
      .init(
        name: "broken runs", first: before.isEmpty ? "none" : before.joined(separator: "; "),
        second: after.isEmpty ? "none" : after.joined(separator: "; "), isInvalidating: true)
    ]
  }

  private static func values(_ reports: [ReportDocument], _ fact: (ReportDocument) -> String) -> [String] {
    Set(reports.map(fact)).sorted()
  }

  private static func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }

  private static func policy(_ policy: ExecutionPolicy) -> String {
    let text = (try? CanonicalEncoder.text(of: policy)) ?? "?"
    return "concurrency \(policy.concurrency), policy \(String(stableHash(text), radix: 16))"
  }
}
