import RunModel

/// The answer has begun and the run has not: since 1.13 it waits for one of Celery's workers.
enum CeleryQueue: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    let isLate = facts.isSlow([.started], share: 0.3, seconds: 0.2)
    guard isLate || facts.cutIn(.started) > 0, !BufferedStream.isBuffered(facts) else { return nil }
    return Diagnosis(
      .celeryQueue, "Runs wait for a worker of Celery: headers come at once, workflow_started comes late.",
      evidence: [
        facts.evidence("until workflow_started", [.started]),
        facts.cutEvidence(.started, "workflow_started"), facts.evidence("headers", [.headers]),
      ].compactMap(\.self),
      advice:
        "Raise CELERY_WORKER_AMOUNT (or CELERY_MAX_WORKERS with CELERY_AUTO_SCALE), and see that CELERY_QUEUES holds workflow_based_app_execution. Blocking requests are done in the API and do not wait there."
    )
  }
}
