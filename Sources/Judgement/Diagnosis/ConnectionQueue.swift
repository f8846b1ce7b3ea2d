import RunModel

/// Headers are late while the run itself is not longer: gunicorn's connections are used up.
enum ConnectionQueue: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    let isLate = facts.isSlow([.headers], share: 0.35, seconds: 0.2)
    guard isLate || facts.cutIn(.headers) > 0, isFlat(facts), !BufferedStream.isBuffered(facts) else {
      return nil
    }
    let kept = reused(facts)
    return Diagnosis(
      .connectionQueue,
      "Requests wait before the application: the connections that its workers serve at once are used up.",
      evidence: [
        facts.evidence("headers", [.headers]),
        facts.cutEvidence(.headers, "headers"),
        facts.profile.parts.count > 0 ? facts.evidence("the run itself", DiagnosisFacts.run) : nil,
        kept.map { "\(Figures.percent($0)) of the requests used a kept connection" },
      ].compactMap(\.self),
      advice: advice(kept))
  }

  /// The run does not take longer in slow tasks; of what was only cut nothing speaks against it.
  private static func isFlat(_ facts: DiagnosisFacts) -> Bool {
    let (usual, slow) = (facts.usualTime(DiagnosisFacts.run), facts.slowTime(DiagnosisFacts.run))
    return slow <= 1.5 * usual + 0.05
  }

  private static func reused(_ facts: DiagnosisFacts) -> Double? {
    let traffic = facts.measurements.traffic
    guard traffic.requests > 0 else { return nil }
    return Double(traffic.reusedConnections) / Double(traffic.requests)
  }

  private static func advice(_ kept: Double?) -> String {
    let server =
      "Raise SERVER_WORKER_AMOUNT or SERVER_WORKER_CONNECTIONS of Dify's API (1 worker and 10 connections unless set), with the database's connections for them."
    guard let kept, kept > 0.2 else { return server }
    return server
      + " Idle kept connections hold such places too: new arrivals jump the queue on them while others starve. Compare a run with connection: {strategy: new}, or put a proxy before Dify that keeps none."
  }
}
