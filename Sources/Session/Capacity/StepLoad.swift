import RunModel

/// The load of one step: constant, with a warm-up before it that is thrown away. Pure.
struct StepLoad {
  let unit: CapacityPlan.Unit
  let load: Double
  /// Seconds of the warm-up, and of the steady part.
  let warmUp: Double
  let seconds: Double

  /// A scenario's policy with its load replaced. How users pause and arrivals are spread stays its own; windows of
  /// batches and a limit on the whole time do not fit steps.
  func policy(from base: ExecutionPolicy) -> ExecutionPolicy {
    var policy = base
    (policy.batchSize, policy.batchPause, policy.stopConditions.timeoutTotal) = (nil, .zero, nil)
    // What was begun may come to its end: a step cut short would make failures of its own.
    policy.drainLimit = max(base.drainLimit, min(base.stopConditions.timeoutPerTask ?? longest, longest))
    switch unit {
    case .users:
      var closed = ClosedLoad(stages: stages(ramp: warmUp / 2))
      closed.thinkTime = base.load.load(as: ClosedLoad.self)?.thinkTime
      policy.load = .closed(closed)
    case .rate:
      var open = OpenLoad(stages: stages(ramp: 0))
      if let own = base.load.shape.conduct.arrivals { open.rules = own }
      policy.load = .open(open)
    }
    return policy
  }

  private var longest: Duration { .seconds(300) }

  private func stages(ramp: Double) -> [LoadStage] {
    let warm = [
      LoadStage(duration: .seconds(ramp), target: load, isWarmUp: true),
      LoadStage(duration: .seconds(warmUp - ramp), target: load, isWarmUp: true),
    ]
    return warm.filter { $0.duration > .zero } + [LoadStage(duration: .seconds(seconds), target: load)]
  }
}
