import RunModel

/// Scenarios that run together, and those that wait for their end.
struct ScenarioGroup: Sendable {
  /// Scenarios that run as one mix under one policy.
  struct Mix: Sendable {
    var policy: ExecutionPolicy
    var wants: CaseFilter
    var weights: [String: Double]
    var expectations: [String: [Expectation]]
    /// Limits by name: those of one name are shared by all mixes.
    var limits: [(name: String, limit: RateLimit)]
    var plans: [ScenarioPlan]
  }

  var mix: Mix
  /// They begin together when the mix has ended.
  var followers: [ScenarioGroup] = []

  /// Every mix of the group.
  var mixes: [Mix] { [mix] + followers.flatMap(\.mixes) }

  /// The groups of a run: each scenario with a policy or a place of its own, and all the others as one mix.
  static func groups(of request: RunRequest) -> [ScenarioGroup] {
    let header = request.header
    let awaited = Set(header.scenarios.compactMap(\.startAfter))
    let isSingle = { (plan: ScenarioPlan) in
      plan.execution != nil || plan.startAfter != nil || awaited.contains(plan.name)
    }
    let (singles, shared) = (header.scenarios.filter(isSingle), header.scenarios.filter { !isSingle($0) })
    if singles.isEmpty { return [ScenarioGroup(mix: mix(shared, of: request, .all))] }
    var groups: [ScenarioGroup] = []
    // Cases of no known scenario are run too: nothing that was planned is lost.
    if !shared.isEmpty || header.execution.load.runsOnce {
      let others = CaseFilter.others(than: Set(singles.map(\.name)))
      groups.append(ScenarioGroup(mix: mix(shared, of: request, others)))
    }
    return groups + followers(of: nil, among: singles, request)
  }

  /// The scenarios that wait for another one, or for none, each with those that wait for it. The request was
  /// validated: who waits stands after the one that it waits for, so this ends.
  private static func followers(of name: String?, among scenarios: [ScenarioPlan], _ request: RunRequest)
    -> [ScenarioGroup]
  {
    scenarios.filter { $0.startAfter == name }.map { scenario in
      ScenarioGroup(
        mix: mix([scenario], of: request, .scenario(scenario.name)),
        followers: followers(of: scenario.name, among: scenarios, request))
    }
  }

  private static func mix(_ scenarios: [ScenarioPlan], of request: RunRequest, _ wants: CaseFilter) -> Mix {
    let header = request.header
    let targets = scenarios.reduce(into: Set<String>()) { $0.formUnion($1.allTargets) }
    let limits = header.targets.filter { scenarios.isEmpty || targets.contains($0.name) }.map {
      ("target \($0.name)", $0.rateLimit)
    }
    let own = scenarios.count == 1 ? scenarios[0].execution : nil
    let policy = own ?? header.execution
    let all =
      [("run", header.execution.rateControl)] + limits
      + (own.map { [("scenario \(scenarios[0].name)", $0.rateControl)] } ?? [])
    return Mix(
      policy: request.part(of: policy),
      wants: wants,
      weights: Dictionary(scenarios.map { ($0.name, $0.weight) }) { first, _ in first },
      expectations: Dictionary(scenarios.map { ($0.name, $0.expectations) }) { first, _ in first },
      limits: all.compactMap { name, limit in limit.map { (name, header.shard.map($0.part) ?? $0) } },
      plans: scenarios)
  }
}

extension RunRequest {
  /// What of a policy is this run's, if it is one of several; limits that are the whole's are not shared out.
  fileprivate func part(of policy: ExecutionPolicy) -> ExecutionPolicy {
    guard let shard = header.shard else { return policy }
    var part = policy.part(of: shard)
    if stops != nil { part.stopConditions = policy.stopConditions }
    return part
  }
}

extension ScenarioGroup.Mix {
  /// The cases of this mix, for its load.
  func feed(_ request: RunRequest, numbers: TaskNumbers) -> CaseFeed {
    let source = request.cases
    if policy.load.runsOnce || saysArrivals(source) {
      return CaseFeed(source, wants: wants, repeats: false, finished: request.finished)
    }
    // A mix needs its cases in memory.
    let isSmall = source.caseCount.map { $0 <= 100_000 } ?? false
    let cases = isSmall ? source.cases(wants) : []
    return CaseFeed(
      source, wants: wants, repeats: true, limit: policy.load.shape.conduct.total,
      mix: WeightedMix(cases, weight: share(cases), seed: request.header.seed), numbers: numbers)
  }

  /// When tasks arrive by their cases; `nil` when the load's plan says it.
  func arrivals(_ request: RunRequest) -> (any LoadSchedule)? {
    saysArrivals(request.cases) ? CaseArrivals(request.cases, wants) : nil
  }

  /// Whether the cases of a replay say when they arrive.
  private func saysArrivals(_ source: any CaseSource) -> Bool {
    guard policy.load.shape.followsCases else { return false }
    var iterator = source.makeCaseIterator()
    return (try? iterator.nextCase())?.arrival != nil
  }

  /// A case's share of the mix: its weight among the cases of its scenario, times the scenario's.
  private func share(_ cases: [TestCase]) -> (TestCase) -> Double {
    let sums = cases.reduce(into: [String: Double]()) { $0[$1.scenario, default: 0] += max(0, $1.weight) }
    if sums.count < 2 { return \.weight }
    return { $0.weight * (weights[$0.scenario] ?? 1) / max(sums[$0.scenario] ?? 1, .leastNormalMagnitude) }
  }
}

extension CaseSource {
  /// The wanted cases, in memory; none when they cannot be read.
  fileprivate func cases(_ wanted: CaseFilter) -> [TestCase] {
    var iterator = makeCaseIterator()
    var cases: [TestCase] = []
    while let next = try? iterator.nextCase() {
      if wanted.contains(next) { cases.append(next) }
    }
    return cases
  }
}
