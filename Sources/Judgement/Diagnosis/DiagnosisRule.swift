import RunModel

/// One thing that a run's time can say. Pure.
package protocol DiagnosisRule: Sendable {
  /// What it finds; `nil` when it does not hold.
  static func find(_ facts: DiagnosisFacts) -> Diagnosis?
}

/// All of them. A new one is a file and a line here.
package enum Diagnoses {
  package static let all: [any DiagnosisRule.Type] = [
    GeneratorLate.self, OwnLimits.self, ConnectionQueue.self, CeleryQueue.self, AppLimit.self,
    ProviderLimit.self,
    BufferedStream.self, SlowPersistence.self, NodeGrows.self, PluginSlow.self, ModelSlow.self,
    NetworkSlow.self,
  ]

  /// What holds of a run.
  package static func of(_ report: ReportDocument) -> [Diagnosis] {
    let facts = DiagnosisFacts(report)
    return all.compactMap { $0.find(facts) }
  }
}
