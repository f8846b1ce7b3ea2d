import RunModel
import Scenario
import Testing

/// The seed's three files: a test plan, an environment, and a catalog of workflows.
@Suite struct TestPlanTests {
  static let server = """
    meta: {environment: staging}
    dify:
      base_url: http://127.0.0.1:9/v1
      auth:
        primary_token: ${DIFY_TOKEN}
        fallback_tokens: null
        tokens: {helpdesk: "${HELPDESK_TOKEN}"}
      rate_limits: {per_minute: 120, burst: 3}
    model_evaluator: {provider: local, model_name: judge, temperature: 0.2}
    io_paths: {workflow_dsl: dsl}
    logging: {level: info}

    """
  static let catalog = """
    meta: {}
    workflows:
      - {id: summary, label: Summary, type: workflow, version: "1.2", dsl_path: dsl/summary.yml}
      - {id: helpdesk, label: Helpdesk, type: chatflow, dsl_path: dsl/helpdesk.yml}

    """
  static let plan = """
    meta: {plan_id: nightly}
    workflows:
      - catalog_id: summary
        dataset_refs: [texts, plain]
        weight: 2
        prompt_optimization:
          - {variant_id: control, nodes: [], weight: 3}
          - {variant_id: newer, nodes: [], workflow_version: v2, fallback_variant: control}
      - {catalog_id: helpdesk, dataset_refs: [talks], enabled: true}
    test_data:
      strategy: {mode: cartesian, random_seed: 7}
      datasets:
        - name: texts
          scenario: boundary
          weight: 5
          parameters:
            topic: {type: string, values: [tides, 5, "yes"]}
            size: {type: int, range: {min: 1, max: 10, step: 4}}
            flag: {type: bool, values: [], default: false}
            extra: {type: json, json_template: '{"about": "${input.topic}", "n": [1]}'}
        - name: plain
          scenario: normal
          parameters: {topic: {type: enum, values: [a]}}
        - name: talks
          scenario: normal
          conversation_flows:
            - title: hello
              steps: [{role: user, message: hi}, {role: user, message: bye, wait_for_response: true}]
            - steps: [{role: user, message: only}]
    execution:
      concurrency: 4
      rate_control: {per_minute: 60, burst: 10}
      stop_conditions: {timeout_per_task: 30.0, max_failures: 10, timeout_minutes: 2, min_success_rate: 0.9}

    """

  private static func files(
    _ change: (file: String, from: String, to: String) = ("", "", "")
  ) -> [String: String] {
    let files = ["test_plan.yaml": plan, "env_config.yaml": server, "workflow_catalog.yaml": catalog]
    return Dictionary(
      uniqueKeysWithValues: files.map { name, text in
        (name, name == change.file ? text.replacing(change.from, with: change.to) : text)
      })
  }

  private func load(_ files: [String: String]) throws -> ScenarioDocument {
    try TemporaryFiles.load(
      "test_plan.yaml", files, ["DIFY_TOKEN": "app-SECRET", "HELPDESK_TOKEN": "app-OTHER"])
  }

  @Test func thePlanBecomesScenarios() throws {
    let document = try load(Self.files())
    #expect(document.name == "nightly" && document.seed == 7)
    #expect(document.scenarios.map(\.name) == ["summary-texts", "summary-plain", "helpdesk-talks"])
    #expect(document.scenarios.map(\.weight) == [10, 2, 1])
    let texts = document.matrices.filter { $0.scenario == "summary-texts" }
    #expect(texts.map(\.variant) == ["control", "newer"] && texts.map(\.weight) == [3, 1])
    #expect(texts[0].dimensions.map(\.name) == ["topic", "size", "flag"])
    #expect(texts[0].dimensions.map(\.values) == [["tides", "5", "yes"], [1, 5, 9], [false]])
    #expect(texts[0].inputs == ["extra": ["about": "${input.topic}", "n": [1]]])
    #expect(texts[0].workflowID == "summary")
    #expect(texts[0].tags == ["dataset": "texts", "kind": "boundary", "version": "1.2"])
    let talks = document.matrices.filter { $0.scenario == "helpdesk-talks" }
    #expect(talks.map(\.variant) == ["hello", "flow-2"])
    #expect(talks.map { $0.turns.map(\.query) } == [["hi", "bye"], ["only"]])
  }

  @Test func theTargetsAreTheAppsAndTheirTokensAreNowhere() throws {
    let document = try load(Self.files())
    let targets = Dictionary(uniqueKeysWithValues: document.targets.map { ($0.name, $0) })
    #expect(targets["summary"]?.key == .environment("DIFY_TOKEN") && targets["summary"]?.app == .workflow)
    #expect(
      targets["helpdesk"]?.key == .environment("HELPDESK_TOKEN") && targets["helpdesk"]?.app == .advancedChat)
    let newer = targets[document.scenarios[0].target(of: "newer")]
    #expect(newer?.workflowVersion == "v2" && newer?.key == .environment("DIFY_TOKEN"))
    #expect(!"\(document)".contains("SECRET") && !"\(document)".contains("OTHER"))
  }

  @Test func thePolicyHasTheSeedsDefaultsAndTheStricterLimit() throws {
    let policy = try load(Self.files()).execution
    #expect(policy.concurrency == 4 && policy.batchSize == 5 && policy.batchPause == .seconds(2))
    #expect(policy.retryPolicy == RetryPolicy(), "three attempts")
    #expect(policy.rateControl == RateLimit(perMinute: 60, burst: 3))
    var stops = StopConditions(timeoutPerTask: .seconds(30), maxFailures: 10)
    stops.timeoutTotal = .seconds(120)
    stops.minSuccessRate = .init(limit: 0.9)
    #expect(policy.stopConditions == stops)
  }

  @Test func disabledEntriesAreCheckedAndNotRun() throws {
    let off = Self.files(("test_plan.yaml", "enabled: true", "enabled: false"))
    #expect(try load(off).scenarios.map(\.target) == ["summary", "summary"])
    let wrong = off.mapValues { $0.replacing("[talks]", with: "[tlks]") }
    #expect(TemporaryFiles.problems("test_plan.yaml", wrong).first?.suggestion == "talks")
  }

  @Test func pairsAreTheDefaultAndOtherParametersKeepTheirFirstValue() throws {
    let files = Self.files(("test_plan.yaml", "{mode: cartesian, random_seed: 7}", "{max_cases: 4}"))
      .mapValues {
        $0.replacing(
          "scenario: boundary", with: "scenario: boundary\n      pairwise_dimensions: [topic, size]")
      }
    let matrix = try load(files).matrices[0]
    #expect(matrix.strategy == .covering(.init(strength: 2, maximum: 4)))
    #expect(matrix.dimensions.map(\.values.count) == [3, 3, 1])
    let unknown = files.mapValues { $0.replacing("[topic, size]", with: "[topic, siz]") }
    #expect(TemporaryFiles.problems("test_plan.yaml", unknown).first?.suggestion == "size")
  }

  @Test func aPoolOfFilesIsAnAxis() throws {
    let files = Self.files(
      (
        "test_plan.yaml", "{type: enum, values: [a]}",
        "{type: file, file_pool: [docs/a.pdf, \"https://x.test/b.pdf\"]}"
      ))
    let plain = try load(files).matrices.filter { $0.scenario == "summary-plain" }
    #expect(plain.map(\.variant) == ["a.pdf-control", "a.pdf-newer", "b.pdf-control", "b.pdf-newer"])
    #expect(plain.map { $0.files[0].variable } == ["topic", "topic", "topic", "topic"])
    guard case .upload(let path) = plain[0].files[0].source, case .remote = plain[2].files[0].source else {
      Issue.record("\(plain.map(\.files))")
      return
    }
    #expect(path.hasSuffix("/docs/a.pdf") && path != "docs/a.pdf", "from the plan's folder")
  }

  @Test func onlyFirstValuesWithoutAMatrix() throws {
    let document = try load(Self.files(("test_plan.yaml", "mode: cartesian", "mode: scenario_only")))
    #expect(document.matrices[0].dimensions.map(\.values) == [["tides"], [1], [false]])
  }

  @Test func whatDoesNothingIsSaid() throws {
    let odd = Self.files(("test_plan.yaml", "scenario: boundary", "scenario: weird"))
    #expect(try load(odd).warnings.map(\.line) == [14])
    #expect(try load(Self.files()).warnings.isEmpty)
  }

  @Test(
    arguments: [
      (
        "test_plan.yaml", "catalog_id: summary", "catalog_id: sumary", 3, "there is no workflow 'sumary'",
        "summary"
      ),
      ("test_plan.yaml", "[texts, plain]", "[txts]", 4, "there is no dataset 'txts'", "texts"),
      ("test_plan.yaml", "weight: 2", "wieght: 2", 5, "unknown key 'wieght'", "weight"),
      ("test_plan.yaml", "concurrency: 4", "concurency: 4", 31, "unknown key 'concurency'", "concurrency"),
      (
        "test_plan.yaml", "timeout_minutes: 2", "timeout_hours: 2", 33, "unknown key 'timeout_hours'",
        "timeout_total"
      ),
      ("test_plan.yaml", "mode: cartesian", "mode: pairwize", 11, "mode is 'pairwize'", "pairwise"),
      ("test_plan.yaml", "max: 10", "max: 0", 18, "the range from 1 to 0", nil),
      ("test_plan.yaml", "values: [tides, 5", "vals: [tides, 5", 17, "unknown key 'vals'", "values"),
      (
        "test_plan.yaml", "{type: string, values: [tides, 5, \"yes\"]}", "{type: int, values: [x]}", 17,
        "'x' is no int", nil
      ),
      (
        "test_plan.yaml", "{type: bool, values: [], default: false}", "{type: bool}", 19,
        "the parameter has no values", nil
      ),
      (
        "test_plan.yaml", "'{\"about\": \"${input.topic}\", \"n\": [1]}'", "'{'", 20,
        "the template is no JSON", nil
      ),
      (
        "test_plan.yaml", "role: user, message: hi", "role: assistant, message: hi", 28,
        "a step of role 'assistant' cannot be sent", nil
      ),
      (
        "test_plan.yaml", "wait_for_response: true", "wait_for_response: false", 28,
        "cannot go on before its answer", nil
      ),
      (
        "test_plan.yaml", "{variant_id: control, nodes: []",
        "{variant_id: control, nodes: [{selector: {by_id: a}, strategy: {mode: replace}}]", 7,
        "floodgate cannot change the prompts", nil
      ),
      (
        "test_plan.yaml", "fallback_variant: control", "fallback_variant: contrl", 8,
        "there is no variant 'contrl'", "control"
      ),
      (
        "test_plan.yaml", "fallback_variant: control", "fallback_variant: newer", 8,
        "'newer' would fall back to itself", nil
      ),
      ("env_config.yaml", "${DIFY_TOKEN}", "app-123", 5, "a key must not stand in the scenario", nil),
      ("env_config.yaml", "fallback_tokens: null", "fallback_tokens: [a]", 6, "does not change tokens", nil),
      ("env_config.yaml", "http://127.0.0.1:9/v1", "127.0.0.1", 3, "base_url is '127.0.0.1'", nil),
      ("env_config.yaml", "model_name: judge", "api_key: x", 9, "unknown key 'api_key'", nil),
      ("env_config.yaml", "per_minute: 120", "per_minute: 0", 8, "per_minute is '0'", nil),
      ("workflow_catalog.yaml", "type: chatflow", "type: chatfow", 4, "type is 'chatfow'", "chatflow"),
      ("workflow_catalog.yaml", "label: Summary", "description: x", 3, "unknown key 'description'", nil),
      ("workflow_catalog.yaml", "id: helpdesk", "id: summary", 4, "the id 'summary' comes twice", nil),
    ] as [(String, String, String, Int, String, String?)])
  func mistakesAreNamedInTheirFile(
    file: String, from: String, to: String, line: Int, message: String, suggestion: String?
  ) {
    let found = TemporaryFiles.problems("test_plan.yaml", Self.files((file, from, to)))
    let problem = found.first { $0.message.contains(message) }
    #expect(
      problem?.file == file && problem?.line == line && problem?.suggestion == suggestion,
      "\(found.map(\.rendered))")
  }

  @Test func checksumsAreVerified() throws {
    // sha256 of "a: 1\n" by coreutils' sha256sum.
    let sum = "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae"
    let change = (
      "workflow_catalog.yaml", "dsl_path: dsl/summary.yml", "dsl_path: dsl/summary.yml, checksum: \(sum)"
    )
    var files = Self.files(change)
    #expect(
      TemporaryFiles.problems("test_plan.yaml", files).isEmpty, "a file that is not there is not missed")
    files["dsl/summary.yml"] = "a: 1\n"
    #expect(TemporaryFiles.problems("test_plan.yaml", files).isEmpty)
    files["dsl/summary.yml"] = "a: 2\n"
    let found = TemporaryFiles.problems("test_plan.yaml", files)
    #expect(
      found.map(\.file) == ["workflow_catalog.yaml"] && found.first?.message.contains("does not fit") == true)
  }

  @Test func theFilesBesideAreNeeded() {
    var files = Self.files()
    files["env_config.yaml"] = nil
    #expect(
      TemporaryFiles.problems("test_plan.yaml", files).first?.message.contains("env_config.yaml beside it")
        == true)
    files = Self.files(
      ("test_plan.yaml", "scenario: normal\n      conversation_flows", "scenario: normal\n      flows"))
    #expect(TemporaryFiles.problems("test_plan.yaml", files).count >= 1)
  }

  @Test func aChatflowHasToBeAskedSomething() {
    let files = Self.files(("test_plan.yaml", "[talks]", "[plain]"))
    #expect(
      TemporaryFiles.problems("test_plan.yaml", files).first?.message.contains("is asked nothing") == true)
    let query = Self.files(("test_plan.yaml", "[talks]", "[plain]")).mapValues {
      $0.replacing("{topic: {type: enum, values: [a]}}", with: "{query: {type: string, values: [a]}}")
    }
    #expect(TemporaryFiles.problems("test_plan.yaml", query).isEmpty)
  }
}
