import RunModel

/// Tasks wait for the scenario's own limits.
enum OwnLimits: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    guard facts.isSlow([.clientWait], share: 0.2, seconds: 0.05) else { return nil }
    return Diagnosis(
      .ownLimits, "Tasks wait in the client for the scenario's own limits, before anything is sent.",
      evidence: [
        facts.evidence("wait in the client", [.clientWait]),
        "at most \(Figures.count(facts.report.peakConcurrency)) attempts were in flight",
      ],
      advice:
        "Raise max_in_flight, concurrency or the rate limit if the server is to be tested; as it is, response times hold this wait."
    )
  }
}
