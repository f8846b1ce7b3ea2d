import RunModel

/// The machine that makes the load is in the way.
enum GeneratorLate: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    let problems = facts.report.generator.problems
    let isLate = facts.isSlow([.lateness], share: 0.1, seconds: 0.02)
    guard isLate || !problems.isEmpty else { return nil }
    return Diagnosis(
      .generator, "The generator itself is late: what is measured is not the server alone.",
      evidence: problems + [facts.evidence("lateness of sends", [.lateness])],
      advice: "Give the generator a core of its own, or share the load out (--shard) over several machines.")
  }
}
