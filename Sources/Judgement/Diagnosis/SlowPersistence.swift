import RunModel

/// The terminal event has come, and the stream does not end: the run is being written.
enum SlowPersistence: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    let isLate = facts.isSlow([.persistence], share: 0.15, seconds: 0.1)
    guard isLate || facts.cutIn(.persistence) > 0 else { return nil }
    return Diagnosis(
      .slowPersistence, "The database is slow at the end: after the terminal event the stream stays open.",
      evidence: [
        facts.evidence("terminal event to end", [.persistence]),
        facts.cutEvidence(.persistence, "the end of the stream"),
      ].compactMap(\.self),
      advice:
        "Look at Postgres: its disk, its connections (SQLALCHEMY_POOL_SIZE against max_connections), the size of workflow_node_executions. The workflow repositories of Celery (CORE_WORKFLOW_EXECUTION_REPOSITORY) take the writing off the request's way."
    )
  }
}
