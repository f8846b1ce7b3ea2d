import Foundation
import RunModel
import Scenario
import Testing

@Suite struct LoaderTests {
  static func load(_ text: String, environment: [String: String] = [:]) throws -> ScenarioDocument {
    try ScenarioLoader(environment: environment).load(bytes: Array(text.utf8), name: "s.yaml")
  }

  static func problems(_ text: String) -> [Diagnostic] {
    do {
      _ = try load(text)
      return []
    } catch let problems as ScenarioProblems {
      return problems.diagnostics
    } catch {
      return []
    }
  }

  @Test("S026 S027 S029 S030 S031 S032 S033 AT-S11 the seed's execution block loads as printed")
  func seedBlock() throws {
    let document = try Self.load(
      """
      # In test_plan.yaml
      target: mock
      execution:
        concurrency: 5              # Max 5 concurrent tasks
        batch_size: 10              # Process 10 tasks per batch
        retry_policy:
          max_attempts: 3           # Try up to 3 times
          backoff_seconds: 2.0      # Initial backoff 2s
          backoff_multiplier: 1.5   # Exponential multiplier
        stop_conditions:
          timeout_per_task: 300.0   # 5 minutes per task
          max_failures: 10          # Stop after 10 failures
      """)
    let policy = document.execution
    #expect(policy.concurrency == 5 && policy.batchSize == 10 && policy.batchMode == .barrier)
    #expect(policy.retryPolicy == RetryPolicy())
    #expect(policy.stopConditions == StopConditions(timeoutPerTask: .seconds(300), maxFailures: 10))
    #expect(document.name == "s")
  }

  @Test func readsAWholeScenario() throws {
    let document = try Self.load(
      """
      name: whole
      seed: 7
      target:
        base_url: ${HOST:-http://localhost}/v1
        api_key: ${DIFY_API_KEY}
        app: advanced-chat
        response_mode: blocking
        headers: {X-One: "1"}
        users: {assignment: unique}
        rate_limit: {per_minute: 600, burst: 10}
        connection: {strategy: per-user, http: 1.1, connect_timeout: 500ms}
      matrix:
        topic: [a, 'yes', on]
        size: {from: 0.5, to: 1.6, step: 0.5}
        exclude: [{topic: a, size: 1}]
      inputs: {question: "${input.topic}!", n: 3, deep: [true, null]}
      query: about ${input.topic}
      expect: [{contains: x}, {equals: 1, path: $.a}, {max_latency: 2s}]
      rate_control: {per_second: 5}
      load: {users: 10, duration: 1m, ramp: 10s, warm_up: 5s, think_time: {uniform: [1s, 2s]}}
      thresholds:
        - success_rate >= 0.99
        - {expression: "ttft.p95 < 800ms", abort_on_fail: true, delay: 10s}
      """, environment: ["DIFY_API_KEY": "app-secret"])
    let target = document.targets[0]
    #expect(target.baseURL == "http://localhost/v1" && target.key == .environment("DIFY_API_KEY"))
    #expect(!"\(document)".contains("app-secret"), "the key itself is never part of it")
    #expect(target.connection.connectTimeout == 0.5 && target.users.assignment == .unique)
    let matrix = document.matrices[0]
    #expect(matrix.dimensions[0].values == ["a", "yes", "on"])
    #expect(matrix.dimensions[1].values == [0.5, 1, 1.5])
    #expect(matrix.inputs["deep"] == [true, .null])
    #expect(document.execution.rateControl == RateLimit(perMinute: 300))
    guard let load = document.execution.load.load(as: ClosedLoad.self) else {
      Issue.record("no closed load")
      return
    }
    #expect(load.stages.map(\.isWarmUp) == [true, true, false] && load.thinkTime == .uniform(min: 1, max: 2))
    #expect(document.thresholds.map(\.source) == ["s.yaml:22:5", "s.yaml:23:18"])
    #expect(document.scenarios[0].expectations.count == 3)
  }

  @Test(
    arguments: [
      ("target: mock\nexecution:\n  concurency: 5\n", 3, 3, "unknown key 'concurency'", "concurrency"),
      ("target: mock\non_cancel: stop\n", 2, 1, "unknown key 'on_cancel', which is a key of target", nil),
      ("target: mock\nexecution:\n  concurrency: 0\n", 3, 16, "concurrency is '0'", nil),
      ("target: mock\nexecution: [1]\n", 2, 12, "a list where keys and values are expected", nil),
      (
        "target: mock\nexecution:\n  retry_policy: {backoff_multiplier: 0.5}\n", 3, 38,
        "backoff_multiplier is '0.5'", nil
      ),
      (
        "target: mock\nexecution:\n  retry_policy: {retry_on: [succeded]}\n", 3, 29,
        "'succeded' is never retried", nil
      ),
      (
        "target: mock\nexecution:\n  stop_conditions: {timeout_per_task: -1}\n", 3, 39,
        "timeout_per_task is '-1'", nil
      ),
      (
        "target: mock\nthresholds: ['sucess_rate > 1']\n", 2, 14,
        "unknown metric 'sucess_rate', at character 1", "success_rate"
      ),
      ("target: {base_url: 'ftp://x', api_key: '${K}'}\n", 1, 20, "base_url is 'ftp://x'", nil),
      (
        "target: {base_url: 'http://x', api_key: app-123}\n", 1, 41, "a key must not stand in the scenario",
        nil
      ),
      ("target: {base_url: 'http://x'}\n", 1, 9, "there is no api_key", nil),
      (
        "target: {base_url: '${NOWHERE}', api_key: '${K}'}\n", 1, 20,
        "the environment variable 'NOWHERE' is not set", nil
      ),
      ("target: mock\nmatrix: {a: [], strategy: carthesian}\n", 2, 13, "the list has no values", nil),
      (
        "target: mock\nmatrix: {a: [1], strategy: carthesian}\n", 2, 28, "strategy is 'carthesian'",
        "cartesian"
      ),
      ("target: mock\nload: {model: opne, rate: 5, duration: 5s}\n", 2, 15, "model is 'opne'", "open"),
      ("target: mock\nload: {users: 5}\n", 2, 7, "the load has no length", nil),
      ("target: mock\nload: {users: 5, duration: 5 parsecs}\n", 2, 28, "duration is '5 parsecs'", nil),
      ("target: mock\nload: {users: 5, rate: 2, duration: 5s}\n", 2, 24, "users or a rate, not both", nil),
      ("target: mock\nload: {model: closed, rate: 2, duration: 5s}\n", 2, 29, "has users, not a rate", nil),
      ("target: mock\nload: {model: closed, duration: 5s}\n", 2, 7, "a length and no height", nil),
      ("target: mock\nload: {stages: [{duration: 1s, target: 2}]}\n", 2, 16, "a load of", nil),
      (
        "target: mock\nload: {users: 1, duration: 5s, think_time: {duration: 2s}}\n", 2, 45,
        "unknown key 'duration'", nil
      ),
      (
        "target: mock\nload: {users: 1, duration: 5s, think_time: {}}\n", 2, 44,
        "a distribution has one kind", nil
      ),
      (
        "target: mock\nload: {users: 1, duration: 5s, think_time: {uniform: [5, 1]}}\n", 2, 54,
        "from 5.0 s down to 1.0 s", nil
      ),
      (
        "target: mock\nthresholds: ['success_rate >= 95']\n", 2, 14, "a share from 0 to 1",
        "success_rate >= 95%"
      ),
      ("target: mock\nexpect: [{matches: '('}]\n", 2, 20, "'(' is no regular expression", nil),
      ("name: x\n", 1, 1, "there is no target", nil),
      ("target: mock\nname: [unclosed\n", 3, 1, "a ']' is missing", nil),
      ("target: mock\n\tname: x\n", 2, 1, "a tab cannot indent", nil),
      ("target:\n  app: workflow\n    mock: {}\n", 3, 9, "look at the indentation", nil),
      ("target: mock\nname: a\nname: b\n", 2, 1, "comes twice", nil),
      ("target: mock\nname: 'a\u{0}b'\n", 2, 9, "a control character stands here", nil),
      (
        "target: mock\nexpect: [{matches: '\(String(repeating: "(a", count: 2000))'}]\n", 2, 20,
        "(a' is no regular expression", nil
      ),
    ] as [(String, Int, Int, String, String?)])
  func mistakesAreNamedAtTheirPlace(
    text: String, line: Int, column: Int, message: String, suggestion: String?
  ) {
    let problems = Self.problems(text)
    let first = problems.first
    #expect(first?.message.contains(message) == true, "\(problems.map(\.rendered))")
    #expect(
      first?.line == line && first?.column == column && first?.suggestion == suggestion,
      "\(problems.map(\.rendered))")
  }

  @Test func aFileThatIsNotThereIsToldFromOneThatIsTooLarge() throws {
    let folder = FileManager.default.temporaryDirectory.path()
    let large = folder + "/large-\(UUID().uuidString).yaml"
    try Data(count: (4 << 20) + 1).write(to: URL(filePath: large))
    defer { try? FileManager.default.removeItem(atPath: large) }
    for (path, words) in [
      ("/no/such.yaml", "there is no such file"), (folder, "a folder"), (large, "4194304"),
    ] {
      let problems = #expect(throws: ScenarioProblems.self) {
        try ScenarioLoader(environment: [:]).load(path: path)
      }
      #expect(problems?.description.contains(words) == true, "\(problems?.description ?? "")")
    }
  }

  @Test("B13 variants are overlays on the inputs, the whole matrix once for each")
  func variants() throws {
    let document = try Self.load(
      """
      target: mock
      matrix: {topic: [a, b]}
      inputs: {prompt: short, tone: calm}
      variants:
        - {name: control}
        - {name: long, inputs: {prompt: "long, about ${input.topic}"}}
      """)
    #expect(document.matrices.map(\.variant) == ["control", "long"])
    #expect(document.matrices[0].inputs["prompt"] == "short" && document.matrices[1].inputs["tone"] == "calm")
    #expect(document.matrices[1].inputs["prompt"] == "long, about ${input.topic}")
    #expect(!Self.problems("target: mock\nvariants: [{name: a}, {name: a}]\n").isEmpty)
    #expect(!Self.problems("target: mock\nvariants: [{nam: a}]\n").isEmpty)
  }

  @Test func dimensionsKeepTheirOrderOnOneLineToo() throws {
    let text = "target: mock\nmatrix: {zeta: [1], alpha: [2], mid: [3], beta: [4], omega: [5]}\n"
    for _ in 0..<20 {
      #expect(
        try Self.load(text).matrices[0].dimensions.map(\.name) == ["zeta", "alpha", "mid", "beta", "omega"])
    }
  }

  @Test func allMistakesAreToldAtOnceWithTheirLines() {
    let problems = Self.problems("target: mock\nexecution: {concurency: 5, batch_size: x}\nfoo: 1\n")
    #expect(problems.count == 3)
    #expect(problems[0].rendered.contains(" 2 | execution: {concurency"))
  }

  @Test(arguments: ["", "   \n", "[1, 2]", "just text", "null"]) func whatIsNoScenarioIsRefused(text: String)
  {
    #expect(!Self.problems(text).isEmpty)
  }

  @Test func badBytesAndByteOrderMarks() throws {
    let broken = Array("target: mock\nname: ".utf8) + [0xff, 0xfe, 0x0a]
    let problems = #expect(throws: ScenarioProblems.self) {
      try ScenarioLoader(environment: [:]).load(bytes: broken, name: "s")
    }
    #expect(problems?.diagnostics.first?.line == 2)
    #expect(try Self.load("\u{feff}target: mock\r\nname: x\r\n").name == "x")
  }

  @Test func aliasBombsAreRefused() {
    var text = "target: mock\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      text +=
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
        + "]\n"
    }
    #expect(!Self.problems(text + "matrix: {x: *a9}\n").isEmpty)
  }

  @Test func escapesAndMessagesOfVariables() throws {
    #expect(try Self.load("target: mock\nname: a$${b}c${input.x}\n").name == "a${b}c${input.x}")
    #expect(Self.problems("target: mock\nname: ${X:?say who}\n").first?.message.contains("say who") == true)
    #expect(Self.problems("target: mock\nname: ${}\n").first?.message.contains("is no variable") == true)
  }
}
