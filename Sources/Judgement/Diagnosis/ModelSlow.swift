import RunModel

/// Most of a slow task is its model's.
enum ModelSlow: DiagnosisRule {
  private static let parts: [TimePart] = [.modelFirstToken, .modelGeneration]

  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    guard facts.isSlow(parts, share: 0.6, seconds: 1) else { return nil }
    let waits = facts.slowTime([.modelFirstToken]) > facts.slowTime([.modelGeneration])
    return Diagnosis(
      .modelSlow,
      waits
        ? "The model takes most of the time, above all before its first token."
        : "The model takes most of the time, above all to write its answer.",
      evidence: [
        facts.evidence("to the first token", [.modelFirstToken]),
        facts.evidence("generation", [.modelGeneration]),
      ],
      advice: waits
        ? "Shorten the prompt and the history, look at the provider's queue and region, or take a faster model: Dify itself is not the bottleneck."
        : "Ask for shorter answers (max_tokens), or take a model that writes faster: Dify itself is not the bottleneck."
    )
  }
}
