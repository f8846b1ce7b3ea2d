import RunModel

/// A node that calls a model takes long before the model is asked.
enum PluginSlow: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    guard facts.isSlow([.plugin], share: 0.2, seconds: 0.2) else { return nil }
    return Diagnosis(
      .pluginSlow, "Nodes that call models wait before their model is asked.",
      evidence: [
        facts.evidence("before the model", [.plugin]),
        facts.evidence("the model itself", [.modelFirstToken, .modelGeneration]),
      ],
      advice:
        "Every call of a model goes through the plugin daemon: give it more processors and database connections, and look at its log. What the model says of its own time does not hold this."
    )
  }
}
