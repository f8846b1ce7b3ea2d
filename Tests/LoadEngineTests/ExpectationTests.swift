import LoadEngine
import RunModel
import Testing

/// Expectations on answers, one by one and in a run.
@Suite struct ExpectationTests {
  static let output: TaskOutput = {
    var exchange = ExchangeRecord()
    exchange.tokens = TokenUsage(total: 40)
    exchange.price = Price(units: 500)
    exchange.send = .zero
    exchange.firstText = .zero + .milliseconds(800)
    var output = TaskOutput(
      outputs: ["items": [["id": 7, "name": "Paris"], ["id": 8]], "ok": true], text: "It is Paris.",
      exchanges: [exchange])
    output.hits = [
      RetrievedHit(text: "Paris lies at the Seine.", document: "cities.md", score: 0.8),
      RetrievedHit(text: "Rome lies at the Tiber.", document: "rivers.md", score: 0.3),
    ]
    return output
  }()

  static let schema: JSONValue = [
    "type": "object", "required": ["items"], "additionalProperties": false,
    "properties": [
      "ok": ["type": "boolean"],
      "items": ["type": "array", "maxItems": 2, "items": ["properties": ["id": ["maximum": 9]]]],
    ],
  ]

  static let expectations: [(RunModel.Expectation, Bool)] = [
    (.status(.succeeded), true), (.status(.failed), false),
    (.contains("Paris"), true), (.contains("Rome"), false),
    (.excludes("Rome"), true), (.excludes("Paris"), false),
    (.matches("P[a-z]+s"), true), (.matches("^Paris"), false), (.matches("(unclosed"), false),
    (.equals("It is Paris.", path: nil), true), (.equals("Paris", path: nil), false),
    (.equals(7, path: "$.items[0].id"), true), (.equals(7.0, path: "items[0].id"), true),
    (.equals(8, path: "$.items[-1].id"), true), (.equals(8, path: "$.items[5].id"), false),
    (.exists(path: "$.items[0].name"), true), (.exists(path: "$.items[1].name"), false),
    (.exists(path: "$.items["), false),
    (.schema(schema, path: nil), true), (.schema(["type": "array"], path: nil), false),
    (.schema(["type": "array", "minItems": 3], path: "$.items"), false),
    (.schema(["maxLength": 3], path: "$.items[0].name"), false),
    (.schema(["pattern": "(unclosed"], path: "$.items[0].name"), false),
    (.schema(false, path: nil), false),
    (.maxLength(12), true), (.maxLength(11), false), (.minLength(12), true), (.minLength(13), false),
    (.maxLatency(2), true), (.maxLatency(1.9), false),
    (.maxFirstText(0.8), true), (.maxFirstText(0.7), false),
    (.maxTokens(40), true), (.maxTokens(39), false),
    (.maxCost(Price(units: 500)), true), (.maxCost(Price(units: 499)), false),
    (.paused, false), (.handledErrors, true), (.minHits(2), true), (.minHits(3), false),
    (.minScore(0.8), true),
    (.minScore(0.9), false),
    (.hit("Tiber", among: nil), true), (.hit("rivers.md", among: 2), true), (.hit("Tiber", among: 1), false),
    (.hit("Thames", among: nil), false),
    (.similar(["It is Rome.", "it is paris"], measure: .rougeL, atLeast: 1), true),
    (.similar(["Paris is it"], measure: .tokenF1, atLeast: 1), true),
    (.similar(["Paris is it"], measure: .rougeL, atLeast: 0.5), false),
  ]

  @Test(arguments: 0..<expectations.count) func eachKind(index: Int) {
    let (expectation, holds) = Self.expectations[index]
    let result = ExpectationEvaluator.evaluate(expectation, Self.output, took: .seconds(2))
    #expect(result.holds == holds, "\(result)")
    #expect((result.found == nil) == holds, "what was found is said when it does not hold")
  }

  @Test(arguments: [RunModel.Expectation.maxTokens(9), .maxCost(Price(units: 9)), .maxFirstText(9)])
  func whatIsNotStatedDoesNotHold(expectation: RunModel.Expectation) {
    let result = ExpectationEvaluator.evaluate(expectation, .success, took: .zero)
    #expect(!result.holds)
  }

  @Test func aBrokenExpectationIsAFailedTaskAndIsRetried() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      TaskOutput(text: context.attempt == 1 ? "Rome" : "Paris")
    }
    let plan = ScenarioPlan(expectations: [.contains("Paris")])
    let header = ManifestHeader(
      name: "e", scenarios: [plan], execution: ExecutionPolicy(retryPolicy: RetryPolicy(maxAttempts: 2)))
    let cases = [TestCase(id: "a"), TestCase(id: "b", expectations: [.contains("Rome")])]
    let result = try await executor.run(RunManifest(header: header, cases: cases))
    #expect(result.taskResults.map(\.status) == [.succeeded, .failed])
    #expect(
      result.taskResults.map { $0.attempts.map(\.failure) } == [
        [.expectation, nil], [.expectation, .expectation],
      ])
    #expect(result.taskResults[1].errorMessage?.contains("Rome") == true)
    #expect(result.taskResults[1].expectations.map(\.holds) == [true, false])
  }

  /// A run that handled errors on its way, when the scenario takes that; what failed otherwise keeps its class.
  @Test(
    arguments: [(.partial, true, nil), (.partial, false, .partial), (.http5xx, true, .http5xx)]
      as [(FailureClass, Bool, FailureClass?)])
  func errorsThatWereHandledMayBeFine(failure: FailureClass, isTaken: Bool, left: FailureClass?) async throws
  {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in
      TaskOutput(status: .failed, failure: failure, text: "Paris")
    }
    let expectations: [RunModel.Expectation] = [.contains("Paris")] + (isTaken ? [.handledErrors] : [])
    let manifest = RunManifest(cases: [TestCase(id: "a", expectations: expectations)])
    let result = try #require(try await executor.run(manifest).taskResults.first)
    #expect(result.failure == left && (result.status == .succeeded) == (left == nil))
  }

  @Test func anExpectedFailureIsASuccess() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in throw TaskError.business("refused") }
    let manifest = RunManifest(cases: [TestCase(id: "a", expectations: [.status(.failed)])])
    #expect(try await executor.run(manifest).statistics.succeeded == 1)
  }
}
