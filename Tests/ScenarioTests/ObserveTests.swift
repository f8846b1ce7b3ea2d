import RunModel
import Scenario
import Testing

/// `traceparent` and `observe`: what they mean, and what is refused.
@Suite struct ObserveTests {
  @Test(arguments: [("true", 1.0), ("1", 1), ("0.05", 0.05), ("0", 0), ("false", nil)])
  func tracesAreAskedFor(value: String, share: Double?) throws {
    let document = try LoaderTests.load("target: {mock: {}, traceparent: \(value)}\n")
    #expect(document.targets[0].traceparent == share)
  }

  @Test func withoutAWordNoTraceIsSaid() throws {
    #expect(try LoaderTests.load("target: mock\n").targets[0].traceparent == nil)
  }

  @Test func queriesAreTextsOrKeys() throws {
    let document = try LoaderTests.load(
      """
      target: mock
      observe:
        prometheus: http://127.0.0.1:9090
        token: ${PROM_TOKEN}
        every: 2s
        queries: [up, {name: CPU, query: 'sum(rate(cpu[1m]))', unit: "%"}]
      """)
    let plan = try #require(document.header.observe)
    #expect(
      plan.url == "http://127.0.0.1:9090" && plan.every == 2 && plan.token == .environment("PROM_TOKEN"))
    #expect(plan.queries.map(\.name) == ["up", "CPU"] && plan.queries[1].unit == "%")
    #expect(plan.queries.map(\.expression) == ["up", "sum(rate(cpu[1m]))"])
  }

  @Test(arguments: [
    ("observe: {prometheus: 'http://p', queries: []}", "there are 0 queries"),
    ("observe: {prometheus: 'http://p', queries: [up, up]}", "two queries have the same name"),
    ("observe: {prometheus: 'http://p', queries: [' ']}", "the query is empty"),
    ("observe: {prometheus: 'p:9090', queries: [up]}", "prometheus is 'p:9090'"),
    ("observe: {prometheus: 'http://a:b@p', queries: [up]}", "prometheus holds a user"),
    ("observe: {prometheus: 'http://p'}", "there is no queries"),
    ("observe: {prometheus: 'http://p', token: secret, queries: [up]}", "must not stand in the scenario"),
  ]) func whatCannotBeAskedIsToldWithItsPlace(line: String, problem: String) {
    let found = LoaderTests.problems("target: mock\n\(line)\n")
    #expect(found.contains { $0.message.contains(problem) && $0.line == 2 }, "\(found)")
  }

  @Test func aTraceOfTheHeadersAndOneOfItsOwnAreRefused() {
    let found = LoaderTests.problems(
      "target: {mock: {}, traceparent: true, headers: {Traceparent: x}}\n")
    #expect(found.contains { $0.message.contains("a traceparent of its own") }, "\(found)")
  }
}
