import RunModel
import Testing

@testable import Scenario

/// What is sent calls environment variables by name: no manifest holds their values.
@Suite struct EnvironmentNamesTests {
  private static let environment = [
    "TOKEN": "tok-12345", "MODEL": "large", "COUNT": "5", "ASK": "Explain ${input.model}", "TEAM": "blue",
    "URL": "http://h/v1?sig=12345",
  ]

  private func load(_ text: String) throws -> ScenarioDocument {
    try LoaderTests.load(text, environment: Self.environment)
  }

  @Test func stayWhereTextsAreSent() throws {
    let document = try load(
      """
      name: n-${TEAM}
      target: {base_url: 'http://${TEAM}/v1?sig=${TOKEN}', api_key: '${K}', headers: {X-A: 'b ${TOKEN}'}}
      matrix: {model: ['${MODEL}', small]}
      inputs:
        a: ${TOKEN}
        n: ${COUNT}
        t: "${COUNT}"
        d: ${NONE:-x}
        ask: ${ASK}
        plain: $${TOKENS}
      query: ask ${TOKEN}
      tags: {team: '${TEAM}'}
      """)
    let matrix = try #require(document.matrices.first)
    #expect(
      document.variables == ["COUNT", "MODEL", "TOKEN"] && document.header.variables == document.variables)
    #expect(document.name == "n-blue" && matrix.tags == ["team": "blue"], "what names things is visible")
    #expect(document.targets[0].baseURL == "http://blue/v1?sig=${TOKEN}")
    #expect(document.targets[0].headers == ["X-A": "b ${TOKEN}"] && matrix.query == "ask ${TOKEN}")
    #expect(
      matrix.inputs == [
        "a": "${TOKEN}", "n": 5, "t": "${COUNT}", "d": "x", "ask": "Explain ${input.model}",
        "plain": "${TOKENS}",
      ])
    #expect(matrix.dimensions[0].source == .values(["${MODEL}", "small"]))
  }

  @Test func aURLThatHoldsAQueryStaysWhole() throws {
    let document = try load("target: {base_url: '${URL}', api_key: '${K}'}\n")
    #expect(document.targets[0].baseURL == "${URL}" && document.variables == ["URL"])
  }

  @Test func conditionsMeanTheValue() throws {
    let document = try load(
      """
      target: mock
      matrix:
        model: ['${MODEL}', small]
        size: {values: [1, 2], when: {model: large}}
        exclude: [{model: '${MODEL}', size: 2}]
        include: [{model: large, size: 1, extra: yes}]
      """)
    let matrix = try #require(document.matrices.first)
    #expect(matrix.exclude == [["model": "${MODEL}", "size": 2]])
    #expect(matrix.include == [["model": "${MODEL}", "size": 1, "extra": "yes"]])
    #expect(matrix.dimensions[1].when == [MatrixCondition("model", .oneOf(["${MODEL}"]))])
  }

  @Test func whatCannotBeToldApartIsRefused() {
    #expect(throws: ScenarioProblems.self) {
      try load("target: mock\ninputs: {a: '${TOKEN}', b: '$${TOKEN}'}\n")
    }
  }

  @Test func diagnosticsNameThemToo() throws {
    let problem = #expect(throws: ScenarioProblems.self) {
      try load("target: mock\nexecution: {concurrency: '${TOKEN}'}\n")
    }
    #expect(
      problem?.description.contains("12345") == false && problem?.description.contains("${TOKEN}") == true)
  }
}
