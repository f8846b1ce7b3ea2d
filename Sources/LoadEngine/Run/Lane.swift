import RunModel

/// Scenarios that follow each other.
struct Lane: Sendable {
  /// One stretch of a lane: scenarios that run as one mix under one policy.
  struct Stretch: Sendable {
    var policy: ExecutionPolicy
    /// Names of its scenarios; `nil` for all.
    var scenarios: Set<String>?
    var weights: [String: Double]
    var expectations: [String: [Expectation]]
    /// Limits by name: those of one name are shared by all stretches.
    var limits: [(name: String, limit: RateLimit)]
    var plans: [ScenarioPlan]
  }

  var stretches: [Stretch]

  /// The lanes of a run.
  static func lanes(of request: RunRequest) throws -> [Lane] {
    let header = request.header
    let single = header.scenarios.filter { $0.execution != nil || $0.startAfter != nil }
    let shared = header.scenarios.filter { $0.execution == nil && $0.startAfter == nil }
    if single.isEmpty { return [Lane(stretches: [stretch(shared, of: header, isAll: true)])] }
    // A scenario that others wait for leads a lane of its own.
    let awaited = Set(single.compactMap(\.startAfter))
    var lanes: [Lane] = []
    let mixed = shared.filter { !awaited.contains($0.name) }
    if !mixed.isEmpty { lanes.append(Lane(stretches: [stretch(mixed, of: header, isAll: false)])) }
    for scenario in header.scenarios where !mixed.contains(where: { $0.name == scenario.name }) {
      let next = stretch([scenario], of: header, isAll: false)
      if let other = scenario.startAfter,
        let lane = lanes.firstIndex(where: {
          $0.stretches.contains { $0.scenarios?.contains(other) ?? false }
        })
      {
        lanes[lane].stretches.append(next)
      } else {
        lanes.append(Lane(stretches: [next]))
      }
    }
    return lanes
  }

  private static func stretch(_ scenarios: [ScenarioPlan], of header: ManifestHeader, isAll: Bool) -> Stretch
  {
    let targets = Set(scenarios.map(\.target))
    let limits = header.targets.filter { isAll || targets.contains($0.name) }.map {
      ("target \($0.name)", $0.rateLimit)
    }
    let own = scenarios.count == 1 ? scenarios[0].execution : nil
    let all =
      [("run", header.execution.rateControl)] + limits
      + (own.map { [("scenario \(scenarios[0].name)", $0.rateControl)] } ?? [])
    return Stretch(
      policy: own ?? header.execution,
      scenarios: isAll ? nil : Set(scenarios.map(\.name)),
      weights: Dictionary(scenarios.map { ($0.name, $0.weight) }) { first, _ in first },
      expectations: Dictionary(scenarios.map { ($0.name, $0.expectations) }) { first, _ in first },
      limits: all.compactMap { name, limit in limit.map { (name, $0) } }, plans: scenarios)
  }
}

extension Lane.Stretch {
  /// The cases of this stretch, for its load.
  func feed(_ request: RunRequest) -> CaseFeed {
    var source = request.cases
    if let scenarios { source = FilteredCases(source: source, scenarios: scenarios) }
    if case .iterations = policy.load { return CaseFeed(source, repeats: false) }
    guard let count = request.cases.caseCount, count <= 100_000 else {
      return CaseFeed(source, repeats: true)
    }
    let cases = source.allCases()
    return CaseFeed(
      source, repeats: true, mix: WeightedMix(cases, weight: share(cases), seed: request.header.seed))
  }

  /// A case's share of the mix: its weight among the cases of its scenario, times the scenario's.
  private func share(_ cases: [TestCase]) -> (TestCase) -> Double {
    let sums = cases.reduce(into: [String: Double]()) { $0[$1.scenario, default: 0] += max(0, $1.weight) }
    if sums.count < 2 { return \.weight }
    return { $0.weight * (weights[$0.scenario] ?? 1) / max(sums[$0.scenario] ?? 1, .leastNormalMagnitude) }
  }
}

extension CaseSource {
  /// Every case, in memory; none when they cannot be read.
  fileprivate func allCases() -> [TestCase] {
    var iterator = makeCaseIterator()
    var cases: [TestCase] = []
    while let next = try? iterator.nextCase() { cases.append(next) }
    return cases
  }
}

/// The cases of some scenarios.
private struct FilteredCases: CaseSource {
  var source: any CaseSource
  var scenarios: Set<String>

  var caseCount: Int? { nil }

  func makeCaseIterator() -> any CaseIterator {
    Iterator(base: source.makeCaseIterator(), scenarios: scenarios)
  }

  private struct Iterator: CaseIterator {
    var base: any CaseIterator
    var scenarios: Set<String>

    mutating func nextCase() throws -> TestCase? {
      while let next = try base.nextCase() {
        if scenarios.contains(next.scenario) { return next }
      }
      return nil
    }
  }
}
