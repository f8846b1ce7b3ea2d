import RunModel

/// The app refuses requests.
enum AppLimit: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    Refusals(facts, [.appRefused, .rateLimited]).diagnosis(
      .appLimit, "The app refuses requests: more are under way than its limit allows.",
      advice:
        "Raise the app's own limit (max_active_requests) or APP_MAX_ACTIVE_REQUESTS, or send less at once; a gateway or the cloud's quota may refuse too. Refused requests have done nothing and may be retried."
    )
  }
}

/// The provider of a model refuses, as the runs that failed say.
enum ProviderLimit: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    let refusals = Refusals(facts, [.modelError])
    guard refusals.samples.contains(where: isOfRate) else { return nil }
    return refusals.diagnosis(
      .providerLimit, "The model's provider refuses: its rate limit is reached.",
      advice:
        "Ask the provider for more requests and tokens a minute, spread the load over several keys (load balancing of models), or let the node retry with a pause. Such runs have cost what they had done before."
    )
  }

  private static func isOfRate(_ message: String) -> Bool {
    let text = message.lowercased()
    return ["429", "rate limit", "rate_limit", "too many requests", "quota"].contains { text.contains($0) }
  }
}

/// Attempts that were refused: at least three, and one in a hundred.
private struct Refusals {
  private let groups: [(name: String, group: FailureGroup)]
  private let attempts: Int

  init(_ facts: DiagnosisFacts, _ classes: [FailureClass]) {
    groups = classes.compactMap { name in
      facts.measurements.failures[name.rawValue].map { (name.rawValue, $0) }
    }
    attempts = facts.measurements.inclusive.total + facts.measurements.inclusive.retries
  }

  var samples: [String] { groups.flatMap { $0.group.samples.compactMap(\.message) } }

  func diagnosis(_ kind: Diagnosis.Kind, _ finding: String, advice: String) -> Diagnosis? {
    let count = groups.reduce(0) { $0 + $1.group.count }
    guard count >= 3, count * 100 >= attempts else { return nil }
    let counts = groups.map {
      "\(Figures.count($0.group.count)) attempts of \(Figures.count(attempts)) ended as \($0.name)"
    }
    return Diagnosis(
      kind, finding, evidence: counts + samples.prefix(1).map { "\"\($0.cropped(160))\"" }, advice: advice)
  }
}
