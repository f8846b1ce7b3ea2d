import RunModel

/// The way between client and server takes the time, not the server.
enum NetworkSlow: DiagnosisRule {
  private static let parts: [TimePart] = [.dns, .connect, .tls, .requestSent, .remainder]

  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    guard facts.isSlow(parts, share: 0.2, seconds: 0.05) else { return nil }
    let largest = parts.max { facts.slowTime([$0]) < facts.slowTime([$1]) } ?? .remainder
    return Diagnosis(
      .network, "The network takes the time, not the server.",
      evidence: [facts.evidence("network", parts), facts.evidence(largest.title, [largest])],
      advice: advice(largest))
  }

  private static func advice(_ part: TimePart) -> String {
    switch part {
    case .dns:
      "Name lookups are slow: look at this machine's resolver, or give addresses (connection: {resolve: ...})."
    case .connect:
      "Connections stand late: the way is long, or the server's backlog is full. Keep connections (strategy: pool)."
    case .tls: "Handshakes take the time: keep connections (strategy: pool), or use HTTP/2."
    case .requestSent: "Requests are large or the way up is narrow: look at this machine's link."
    default:
      "The client sees runs longer than the server does: a narrow link, a slow relay of events (Redis since 1.13), or a proxy that is busy. Run floodgate near the server to compare."
    }
  }
}
