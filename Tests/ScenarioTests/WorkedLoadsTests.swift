import Foundation
import LoadEngine
import RunModel
import Scenario
import Testing

/// Every key of a load, and every word that one may have, is in an example of Scenarios/, and each of the examples is made
/// as it says, in virtual time.
@Suite struct WorkedLoadsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")

  private static let loader = ScenarioLoader(environment: ["DIFY_API_KEY": "app-x"])

  private static func path(_ name: String) -> String { folder.appending(path: name).path() }

  /// All that examples say of their loads.
  private static let loads: [JSONValue] = SchemaTableTests.scenarios.flatMap { name in
    found(in: (try? loader.values(path: path(name))) ?? .null)
  }

  private static func found(in value: JSONValue) -> [JSONValue] {
    switch value {
    case .object(let members):
      (members["load"].map { [$0] } ?? []) + members.filter { $0.key != "load" }.values.flatMap(found)
    case .array(let elements): elements.flatMap(found)
    default: []
    }
  }

  private static let keys = SchemaTable.section("load")?.keys.map(\.name) ?? []

  @Test(arguments: keys) func isInAnExample(key: String) {
    #expect(Self.loads.contains { $0[key] != nil }, "no scenario in Scenarios/ has \(key)")
  }

  @Test(arguments: [
    ("arrivals", ["poisson", "gamma"]), ("overflow", OpenLoad.Overflow.allCases.map(\.rawValue)),
    ("model", ["closed", "open"]),
  ]) func wordsAreInExamples(key: String, words: [String]) {
    let said = Set(Self.loads.compactMap { $0[key]?.stringValue })
    #expect(said.isSuperset(of: words), "\(key): \(said)")
  }

  @Test func everyKeyOfAStageIsInAnExample() throws {
    let stages = Self.loads.flatMap { load -> [JSONValue] in
      if case .array(let stages)? = load["stages"] { stages } else { [] }
    }
    for key in try #require(SchemaTable.section("stage")).keys {
      #expect(stages.contains { $0[key.name] != nil }, "\(key.name)")
    }
  }

  /// Examples with one load of their own, which no trace and no file has.
  static let own = SchemaTableTests.scenarios.filter { name in
    guard let policy = try? loader.load(path: path(name)).execution else { return false }
    return policy.load.shape.length != nil && !policy.load.shape.followsCases
  }

  @Test(arguments: own) func isMadeAsItSays(name: String) async throws {
    let policy = try Self.loader.load(path: Self.path(name)).execution
    let cases = (1...7).map { TestCase(id: "case-\($0)") }
    let manifest = RunManifest(cases: cases, execution: policy, seed: 5)
    let result = try await StubExecutor(simulatedDelay: 0.05, clock: .virtual).run(manifest)
    var schedule = policy.load.shape.schedule(policy, seed: 5, shard: nil)
    let steps = Array(sequence(state: ()) { _ in schedule.nextStep() })
    let conduct = policy.load.shape.conduct
    #expect(result.statistics.succeeded > 0)
    guard let rules = conduct.arrivals else {
      // Who thinks is not in flight.
      let most = steps.compactMap { if case .users(let users) = $0.change { users } else { nil } }.max() ?? 0
      return #expect(result.peakConcurrency <= most && result.peakConcurrency >= most / 3)
    }
    let planned = steps.filter { $0.change == .arrival }.map(\.at)
    #expect(result.statistics.total == planned.count * (rules.session?.tasks ?? 1))
    if rules.session == nil { #expect(result.taskResults.map(\.intendedStart).sorted() == planned) }
  }

  @Test func thereAreManyOfThem() { #expect(Self.own.count >= 9, "\(Self.own)") }
}
