import RunModel

/// What keeps a scenario from being run in steps, or searched for a capacity.
enum CapacityCheck {
  /// What is wrong with a scenario whose load is to be replaced, in words; `nil` when nothing is.
  static func problem(_ header: ManifestHeader) -> String? {
    if header.scenarios.contains(where: { $0.execution != nil || $0.startAfter != nil }) {
      return
        "steps need one load for all scenarios: take execution:, load: and start_after: out of them"
    }
    if header.shard != nil { return "steps are made by one machine: --shard does not go with them" }
    if header.execution.rateControl != nil || header.targets.contains(where: { $0.rateLimit != nil }) {
      return "the scenario has a rate limit of its own, which would be all that is found: take it out"
    }
    return nil
  }

  /// What is wrong with what is looked for.
  static func problem(_ objective: [ThresholdDefinition], _ plan: CapacityPlan) -> String? {
    if objective.isEmpty {
      return
        "a capacity needs an objective: --slo \"success_rate >= 0.99, ttft.p95 < 3s\", or thresholds: in the scenario"
    }
    guard plan.least <= plan.start, plan.start <= plan.most else {
      return
        "the search begins at \(plan.over.words(plan.start)), which is more than its most, \(plan.over.words(plan.most))"
    }
    return nil
  }
}
