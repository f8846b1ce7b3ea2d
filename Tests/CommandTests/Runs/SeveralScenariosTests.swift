import Foundation
import Report
import RunModel
import Testing

/// Several scenarios, test plans, and diagnostics for programs, as their user meets them.
@Suite(.serialized) struct SeveralScenariosTests {
  private let tests: ProgramTests

  init() throws { tests = try ProgramTests() }

  private func write(_ name: String, _ text: String) throws -> String {
    let path = "\(tests.folder)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func eachScenarioAndVariantHasItsFigures() throws {
    let mock = "mock: {first_byte_ms: 1, first_text_ms: 3, gap_ms: 0.5, events: 4}"
    let file = try write(
      "several.yaml",
      """
      targets:
        flows: {app: workflow, \(mock)}
        chats: {app: advanced-chat, \(mock)}
      target: flows
      matrix: {topic: [a, b, c]}
      variants: [{name: short}, {name: long, workflow_version: v2, inputs: {p: long}}]
      scenarios:
        warm: {variants: null, repeat: 2}
        sums: {start_after: warm, thresholds: [tasks == 6]}
        chat:
          target: chats
          query: "${input.topic}?"
          variants: [{name: short}, {name: polite, query: "please, ${input.topic}?"}]
          setup: {query: hello}
          execution: {concurrency: 1}
          thresholds: [success_rate >= 0.5]
      """)
    let plan = try tests.call(["plan", file])
    for line in [
      "scenario  warm: 6 cases", "scenario  sums: 6 cases, after warm", "scenario  chat: 6 cases",
      "variant   sums/short: 3 cases", "variant   chat/polite: 3 cases",
      "gate      tasks{scenario:sums} == 6",
    ] { #expect(plan.output.contains(line), "\(line) in \(plan.output)\(plan.errors)") }
    let outcome = try tests.call(["run", file, "--reports", tests.folder + "/r"])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let measurements = try tests.report().measurements
    #expect(measurements.scenarios.mapValues(\.total) == ["warm": 6, "sums": 6, "chat": 6])
    #expect(measurements.variants.mapValues(\.total) == ["short": 6, "long": 3, "polite": 3])
    #expect(try tests.report().targets.map(\.name) == ["chats", "flows", "flows-long"])
  }

  @Test func aFailedThresholdOfOneScenarioFailsTheRun() throws {
    let file = try write(
      "s.yaml",
      """
      matrix: {topic: [a, b, c]}
      scenarios:
        good: {target: {app: workflow, mock: {events: 2}}}
        bad: {target: {app: workflow, mock: {faults: {http-502: 1}}}, thresholds: [success_rate >= 0.9]}
      thresholds: ["success_rate{scenario:good} > 0.3"]
      """)
    let outcome = try tests.call(["run", file, "--reports", tests.folder + "/r"])
    #expect(outcome.code == 99, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("success_rate{scenario:bad} >= 0.9"))
  }

  @Test func aTestPlanRunsOnTheStandIn() throws {
    _ = try write(
      "env_config.yaml",
      """
      meta: {}
      dify: {base_url: mock, auth: {primary_token: "${DIFY_TOKEN}"}, rate_limits: {per_minute: 60000}}
      """)
    let catalog = try write(
      "flows.yaml",
      """
      meta: {}
      workflows:
        - {id: summary, label: Summary, type: workflow, dsl_path: summary.yml}
        - {id: helpdesk, label: Helpdesk, type: chatflow, dsl_path: helpdesk.yml}
      """)
    let plan = try write(
      "test_plan.yaml",
      """
      meta: {plan_id: nightly}
      workflows:
        - {catalog_id: summary, dataset_refs: [texts]}
        - {catalog_id: helpdesk, dataset_refs: [talks]}
      test_data:
        datasets:
          - name: texts
            scenario: normal
            parameters:
              a: {type: enum, values: [1, 2, 3]}
              b: {type: enum, values: [1, 2, 3]}
              c: {type: enum, values: [1, 2, 3]}
            pairwise_dimensions: [a, b, c]
          - {name: talks, scenario: normal, conversation_flows: [{steps: [{role: user, message: hi}, {role: user, message: bye}]}]}
      execution: {concurrency: 5, backoff_seconds: 0, retry_policy: {max_attempts: 1}}
      thresholds: [succeeded == tasks]
      """)
    #expect(
      try tests.call(["validate", plan]).errors.contains("workflow_catalog.yaml or workflow_repository.yaml"))
    let outcome = try tests.call(
      ["run", plan, "--catalog", catalog, "--reports", tests.folder + "/r"],
      environment: ["DIFY_TOKEN": "app-SECRET"])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let measurements = try tests.report().measurements
    #expect(
      measurements.scenarios.mapValues(\.total) == ["summary-texts": 9, "helpdesk-talks": 1],
      "9 cases cover all pairs")
    #expect(measurements.tags.keys.sorted() == ["dataset:talks", "dataset:texts", "kind:normal"])
  }

  @Test func programsAreToldWhatIsWrongToo() throws {
    let file = try write("s.yaml", "target: mock\nexecution:\n  concurency: 5\n")
    let wrong = try tests.call(["validate", file, "--json"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(wrong.output.utf8)) as? [String: Any])
    let problem = try #require((report["diagnostics"] as? [[String: Any]])?.first)
    #expect(wrong.code == 1 && report["valid"] as? Bool == false && wrong.errors.isEmpty)
    #expect(
      problem["line"] as? Int == 3 && problem["column"] as? Int == 3 && problem["file"] as? String == file)
    #expect(problem["suggestion"] as? String == "concurrency" && problem["severity"] as? String == "error")
    let right = try tests.call([
      "validate", try write("r.yaml", "target: mock\nmatrix: {a: [1, 2]}\n"), "--json",
    ])
    #expect(
      right.code == 0 && right.output.contains("\"valid\":true") && right.output.contains("\"cases\":2"))
  }
}
