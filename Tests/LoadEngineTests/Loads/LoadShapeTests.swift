import FoundationEssentials
import LoadEngine
import RunModel
import Testing

/// What every shape of load has to do: walks the list, so that a new shape is tested by being in it.
@Suite struct LoadShapeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let load: LoadProfile
    let name: String
    var testDescription: String { "\(name): \(load.shape.words.short)" }
    var policy: ExecutionPolicy {
      ExecutionPolicy(
        concurrency: 40, stopConditions: StopConditions(timeoutPerTask: .seconds(100)), load: load)
    }
  }

  static let examples: [Example] = LoadProfile.shapes.flatMap { all(of: $0) }

  private static func all<Shape: LoadShape>(of _: Shape.Type) -> [Example] {
    Shape.examples.map { Example(load: LoadProfile($0), name: Shape.name) }
  }

  /// The steps of a policy's load, of the whole or of a shard.
  static func steps(_ policy: ExecutionPolicy, _ shard: ManifestShard? = nil) -> [LoadStep] {
    let part = shard.map(policy.part) ?? policy
    var schedule = part.load.shape.schedule(part, seed: 5, shard: shard)
    return Array(sequence(state: ()) { _ in schedule.nextStep() })
  }

  /// Users at an instant.
  private static func users(_ steps: [LoadStep], at instant: RunInstant) -> Int {
    let changes = steps.prefix { $0.at <= instant }.compactMap { step -> Int? in
      if case .users(let users) = step.change { users } else { nil }
    }
    return changes.last ?? 0
  }

  @Test func eachShapeHasExamplesAndANameOfItsOwn() {
    let names = LoadProfile.shapes.map { $0.name }
    #expect(Set(names).count == names.count && Set(Self.examples.map(\.name)) == Set(names))
  }

  @Test(arguments: examples) func itCanBeRunAndHasWords(_ example: Example) {
    #expect(example.policy.problems.isEmpty)
    let words = example.load.shape.words
    #expect(!words.short.isEmpty && !words.full.isEmpty && !words.sampleKey.isEmpty)
    #expect(example.load.shape.most(example.policy).value >= 1)
    #expect(
      example.load.shape.warmUps.allSatisfy { $0.upperBound <= .zero + (example.load.shape.length ?? .zero) })
  }

  @Test(arguments: examples) func itsStepsAreInOrderAndWithinItsLength(_ example: Example) {
    let steps = Self.steps(example.policy)
    #expect(!steps.isEmpty && steps == Self.steps(example.policy), "the same plan each time")
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.at <= $1.at })
    if let length = example.load.shape.length { #expect(steps.allSatisfy { $0.at <= .zero + length }) }
    let each = Double(example.load.shape.conduct.arrivals?.session?.tasks ?? 1)
    let arrivals = Double(steps.count { $0.change == .arrival })
    if let planned = example.load.shape.words.tasks, arrivals > 0 {
      #expect(abs(arrivals - planned / each) <= 5 * planned.squareRoot(), "\(arrivals) of \(planned)")
    }
  }

  @Test(arguments: examples, 1...7) func shardsTogetherAreTheWhole(_ example: Example, count: Int) {
    let whole = Self.steps(example.policy)
    let parts = (1...count).map { Self.steps(example.policy, ManifestShard($0, of: count)) }
    let arrivals = { (steps: [LoadStep]) in steps.filter { $0.change == .arrival }.map(\.at) }
    #expect(parts.flatMap(arrivals).sorted() == arrivals(whole))
    for step in whole {
      #expect(
        parts.map { Self.users($0, at: step.at) }.reduce(0, +) == Self.users(whole, at: step.at))
    }
  }

  @Test(arguments: examples) func itIsReadAsItWasWritten(_ example: Example) throws {
    let header = ManifestHeader(name: "load", execution: example.policy)
    let data = try JSONEncoder().encode(header)
    #expect(try JSONDecoder().decode(ManifestHeader.self, from: data) == header)
  }

  @Test(arguments: examples) func itRunsInVirtualTime(_ example: Example) async throws {
    let stub = try StubExecutor(simulatedDelay: 0.2, clock: .virtual)
    var manifest = RunManifest.fixture(cases: 7, execution: example.policy)
    manifest.header.seed = 5
    let result = try await stub.run(manifest)
    #expect(result.statistics.total == result.taskResults.count && result.statistics.succeeded > 0)
    let (most, rules) = (example.load.shape.most(example.policy).value, example.load.shape.conduct.arrivals)
    if rules?.overflow != .grow { #expect(result.peakConcurrency <= most) }
    let planned = Self.steps(example.policy).count { $0.change == .arrival } * (rules?.session?.tasks ?? 1)
    if rules != nil { #expect(result.statistics.total == planned) }
    if let total = example.load.shape.conduct.total { #expect(result.statistics.succeeded == total) }
    if let length = example.load.length { #expect(result.totalDuration.inSeconds <= length + 10) }
  }

  /// Written by the builds before shapes were types.
  @Test(arguments: [
    (#"{"model":"iterations"}"#, LoadProfile.iterations),
    (
      #"{"model":"closed","closed":{"stages":[{"duration":2,"target":3,"isWarmUp":true}],"thinkTime":{"constant":{"_0":1}}}}"#,
      .closed(
        ClosedLoad(
          stages: [LoadStage(duration: .seconds(2), target: 3, isWarmUp: true)], thinkTime: .constant(1)))
    ),
    (
      #"{"model":"open","open":{"stages":[{"duration":9,"target":5}],"startRate":1,"arrivals":"poisson","maxInFlight":7,"overflow":"drop"}}"#,
      .open(
        OpenLoad(
          stages: [LoadStage(duration: .seconds(9), target: 5)], startRate: 1, arrivals: .poisson,
          maxInFlight: 7, overflow: .drop))
    ),
  ])
  func whatIsOnDiskIsStillRead(_ text: String, load: LoadProfile) throws {
    #expect(try JSONDecoder().decode(LoadProfile.self, from: Data(text.utf8)) == load)
    let written = try JSONDecoder().decode(LoadProfile.self, from: JSONEncoder().encode(load))
    #expect(written == load)
  }

  @Test func aModelThatIsNotKnownIsNamed() {
    #expect {
      try JSONDecoder().decode(LoadProfile.self, from: Data(#"{"model":"tidal"}"#.utf8))
    } throws: {
      "\($0)".contains("load model 'tidal', expected one of iterations, closed, open, ")
    }
  }
}
