import RunModel
import Scenario
import Testing

/// `scenarios:`, `targets:` and `variants:`.
@Suite struct SeveralScenariosTests {
  private static let file = """
    name: mix
    target: {app: workflow, mock: {}}
    matrix: {topic: [a, b]}
    inputs: {tone: calm}
    execution: {concurrency: 7, stop_conditions: {timeout_per_task: 30s, max_failures: 9}}
    scenarios:
      - name: last
        start_after: search
        matrix: {topic: null}
      - name: search
        weight: 3
        inputs: {kind: search}
        expect: [{contains: x}]
        thresholds: ["success_rate > 0.5 and ttft.p95 < 2s", "response_time{variant:b}.p95 < 1s"]
      - name: chat
        target: other
        execution: {concurrency: 2, stop_conditions: {max_failures: 3}}
        load: {users: 4, duration: 5s}
        setup: {inputs: {log: in}, expect: [{status: succeeded}]}
        teardown: [{inputs: {log: out}}]
        setup_timeout: 5s
    targets:
      other: {app: advanced-chat, mock: {}}
    thresholds: [success_rate >= 0.9]
    """

  @Test func whatTheyShareAndWhatIsTheirOwn() throws {
    let document = try LoaderTests.load(Self.file)
    #expect(
      document.scenarios.map(\.name) == ["search", "last", "chat"], "each after the one that it waits for")
    let (search, chat) = (document.scenarios[0], document.scenarios[2])
    #expect(search.weight == 3 && search.execution == nil && search.expectations == [.contains("x")])
    #expect(document.scenarios[1].startAfter == "search")
    #expect(chat.target == "other" && document.targets.map(\.name).sorted() == ["default", "other"])
    #expect(chat.execution?.concurrency == 2 && chat.execution?.stopConditions.maxFailures == 3)
    #expect(chat.execution?.stopConditions.timeoutPerTask == .seconds(30), "the rest is the run's")
    #expect(chat.setup.map(\.parameters) == [["log": "in"]] && chat.teardown.map(\.id) == ["chat-teardown-1"])
    #expect(chat.setupLimit == 5)
    let matrices = Dictionary(uniqueKeysWithValues: document.matrices.map { ($0.scenario, $0) })
    #expect(matrices["search"]?.inputs == ["tone": "calm", "kind": "search"])
    #expect(matrices["chat"]?.dimensions.map(\.name) == ["topic"] && matrices["last"]?.dimensions == [])
  }

  @Test func thresholdsOfAScenarioAreAboutIt() throws {
    #expect(
      try LoaderTests.load(Self.file).thresholds.map(\.expression) == [
        "success_rate >= 0.9",
        "success_rate{scenario:search} > 0.5 and ttft{scenario:search}.p95 < 2s",
        "response_time{scenario:search,variant:b}.p95 < 1s",
      ])
  }

  @Test func aMappingNamesThemToo() throws {
    let document = try LoaderTests.load(
      "target: mock\nscenarios:\n  one: {matrix: {a: [1]}}\n  two: {repeat: 3}\n")
    #expect(document.scenarios.map(\.name) == ["one", "two"] && document.matrices[1].repeats == 3)
  }

  @Test(
    arguments: [
      ("scenarios: [{name: a, start_after: b}, {name: bb}]", 2, 36, "there is no scenario 'b'", "bb"),
      ("scenarios: [{name: a, start_after: a}]", 2, 36, "'a' would wait for itself: a after a", nil),
      (
        "scenarios:\n  a: {start_after: b}\n  b: {start_after: c}\n  c: {start_after: a}", 3, 20,
        "'a' would wait for itself: a after b after c after a", nil
      ),
      ("scenarios: [{name: a}, {name: a}]", 2, 31, "the scenario 'a' comes twice", nil),
      ("scenarios: [{name: a b}]", 2, 20, "the scenario's name is 'a b'", nil),
      ("scenarios: [{weight: 1}]", 2, 13, "the scenario has no name", nil),
      ("scenarios: []", 2, 12, "there are no scenarios", nil),
      ("scenarios: {a: {wieght: 1}}", 2, 17, "unknown key 'wieght'", "weight"),
      ("scenarios: {a: {target: othr}}\ntargets: {other: mock}", 2, 25, "target is 'othr'", "other"),
      (
        "scenarios: {a: {thresholds: [sucess_rate > 1]}}", 2, 30, "unknown metric 'sucess_rate'",
        "success_rate"
      ),
      ("weight: 2", 2, 1, "unknown key 'weight'", nil),
      ("variants: [{nam: a}]", 2, 13, "unknown key 'nam'", "name"),
      ("variants: [{name: a}, {name: a}]", 2, 11, "the variant 'a' comes twice", nil),
      ("setup: [{inputs: [1]}]", 2, 18, "a list where names and values are expected", nil),
    ] as [(String, Int, Int, String, String?)])
  func mistakesAreNamedAtTheirPlace(
    text: String, line: Int, column: Int, message: String, suggestion: String?
  ) {
    let problems = LoaderTests.problems("target: mock\n\(text)\n")
    let found = problems.first { $0.message.contains(message) }
    #expect(
      found?.line == line && found?.column == column && found?.suggestion == suggestion,
      "\(problems.map(\.rendered))")
  }

  @Test func whatIsInheritedIsComplainedAboutOnce() {
    let problems = LoaderTests.problems("target: mock\nmatrix: {a: []}\nscenarios: {a: {}, b: {}}\n")
    #expect(problems.count == 1, "\(problems.map(\.rendered))")
  }

  @Test func aTargetHasToBeClear() {
    let text = "targets: {a: mock, b: mock}\nscenarios: {one: {target: a}, two: {}}\n"
    #expect(LoaderTests.problems(text).first?.message.contains("several targets") == true)
    #expect(LoaderTests.problems("targets: {a: mock}\n").isEmpty, "the only one is meant")
    #expect(LoaderTests.problems("targets: {a: mock, b: mock}\ntarget: b\n").isEmpty)
  }
}

/// `variants:`.
@Suite struct VariantsTests {
  @Test("B13 a variant may go to another app, another version, or under another key")
  func elsewhere() throws {
    let document = try LoaderTests.load(
      """
      targets:
        main: {base_url: http://127.0.0.1:1/v1, api_key: "${KEY_A}", app: workflow, rate_limit: {per_minute: 60}}
        other: {base_url: http://127.0.0.1:2/v1, api_key: "${KEY_C}"}
      target: main
      matrix: {topic: [a, b]}
      variants:
        - {name: control, weight: 3}
        - {name: new-key, api_key: "${KEY_B}"}
        - {name: old, workflow_version: 0b9e, workflow: flow-old, tags: {age: old}}
        - {name: elsewhere, target: other, query: hello}
      """)
    let plan = document.scenarios[0]
    #expect(plan.target(of: "control") == "main" && plan.target(of: nil) == "main")
    let targets = Dictionary(uniqueKeysWithValues: document.targets.map { ($0.name, $0) })
    #expect(targets[plan.target(of: "new-key")]?.key == .environment("KEY_B"))
    #expect(
      targets[plan.target(of: "new-key")]?.rateLimit == RateLimit(perMinute: 60), "the rest is as it was")
    #expect(targets[plan.target(of: "old")]?.workflowVersion == "0b9e")
    #expect(targets[plan.target(of: "elsewhere")]?.baseURL == "http://127.0.0.1:2/v1")
    #expect(document.matrices.map(\.workflowID) == ["app", "app", "flow-old", "app"])
    #expect(document.matrices.map(\.weight) == [3, 1, 1, 1] && document.matrices[2].tags == ["age": "old"])
  }

  @Test func severalAxesAreCombined() throws {
    let document = try LoaderTests.load(
      """
      target: mock
      inputs: {prompt: none}
      variants:
        prompt: [{name: short, inputs: {prompt: s}}, {name: long, inputs: {prompt: l}, weight: 2}]
        version: [{name: old}, {name: new, workflow_version: v2, weight: 5}]
      """)
    #expect(document.matrices.map(\.variant) == ["short-old", "short-new", "long-old", "long-new"])
    #expect(document.matrices.map { $0.inputs["prompt"] } == ["s", "s", "l", "l"])
    #expect(document.matrices.map(\.weight) == [1, 5, 2, 10])
    #expect(document.targets.compactMap(\.workflowVersion) == ["v2"], "the same target for both")
  }
}
