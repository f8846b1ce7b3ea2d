import LoadEngine
import RunModel
import Scenario
import Testing

/// What a scenario may say of a policy, and what values that are made in code may be, is one rule.
@Suite struct RangesTests {
  /// The ends of a key's range, as YAML.
  private static func ends(_ kind: SchemaKey.Kind) -> [String] {
    switch kind {
    case .integer(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
    case .number(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
    case .time(let range): [range.lowerBound > 0 ? "1e-9" : "0", "\(range.upperBound)"]
    case .money(let range): ["0.0000000001", "\(Int(range.upperBound.amount))"]
    case .either(let kinds): kinds.flatMap(ends)
    default: []
    }
  }

  static let sections = [
    "execution", "rate_limit", "retry_policy", "stop_conditions", "max_error_rate", "min_success_rate",
    "load", "stage",
  ]

  @Test(arguments: sections) func whatAKeyTakesTheEngineTakes(name: String) throws {
    let section = try #require(SchemaTable.section(name))
    var count = 0
    for key in section.keys {
      for end in Self.ends(key.kind) {
        var changed = key
        changed.example = end
        let text = section.example(of: changed)
        // Some ends do not fit what stands beside them, and are refused with a place before there is a policy.
        guard let document = try? LoaderTests.load(text) else { continue }
        let policies = [document.execution] + document.scenarios.compactMap(\.execution)
        // A load of nobody is said to be none, and a length of nothing too.
        let problems = policies.flatMap(\.problems).filter { $0.field != "load.stages" }
        #expect(problems.isEmpty, "\(text): \(problems)")
        count += 1
      }
    }
    #expect(count > 1)
  }

  @Test(arguments: [
    "execution: {concurrency: 1000001}", "execution: {retry_policy: {backoff_multiplier: 1001}}",
    "rate_control: {per_minute: 6000000001}", "execution: {stop_conditions: {max_failures: 1000000001}}",
    "load: {model: open, stages: [{duration: 1s, target: 1000001}]}", "execution: {drain_limit: 100000001}",
    "rate_control: {per_minute: 1, per_second: 1}",
  ]) func whatIsBeyondIsRefusedAtItsPlace(text: String) {
    let found = LoaderTests.problems("target: mock\n\(text)\n")
    #expect(found.first?.line == 2 && found.first?.expected != nil, "\(found)")
  }

  @Test func ratesASecondAreRatesAMinute() {
    let (minute, second) = (RateLimit.Allowed.perMinute, RateLimit.Allowed.perSecond)
    #expect(minute.contains(second.lowerBound * 60) && minute.contains(second.upperBound * 60))
  }
}
