import RunModel
import Testing

@Suite struct ThresholdTests {
  @Test(arguments: [
    "success_rate >= 0.99", "response_time.p95 < 2s", "ttft.p95 < 800ms", "response_time.p(99.9) < 1m",
    "response_time{scenario:chat}.med < 1.5s", "tokens < 1000 and cost < 0.5", "not (error_rate > 1%)",
    "ttft.p95 between 100ms and 2s", "response_time.p95 / response_time.med < 4",
    "(tasks - failed) > 10 or tasks == 0",
    "(success_rate > 0.5 and (tasks > 3))", "inter_token.max <= 1s", "response_time.p99.9 < 9s",
    "server_elapsed{node:LLM, scenario:a}.avg < 1s",
    "server_elapsed{node:Knowledge Retrieval (tool)}.p90 < 1s",
    "ttft{topic:'a, b}'}.p95 < 1s", "ttft.p95 / baseline < 1.1", "ttft.p95 < 1.1 * baseline(ttft.p95)",
    "success_rate >= baseline - 1%", "response_time.p95 between 0.9 * baseline and 1.1 * baseline",
    "tokens / succeeded <= 1_200", "-1 < tasks", "bytes_received.rate < 1000000", "spent_cost <= 0.5",
    "queue_wait.max < 99", "tasks === 3", "response_time.count > 500",
  ]) func reads(text: String) throws { _ = try ThresholdExpression(parsing: text) }

  @Test(
    arguments: [
      ("sucess_rate >= 0.99", 0, "success_rate"), ("response_tme.p95 < 2s", 0, "response_time"),
      ("response_time.p95 < 2sec", 21, nil), ("response_time < 2s", 0, nil),
      ("response_time.avgg < 2s", 14, "avg"),
      ("success_rate", 12, nil), ("success_rate >", 14, nil), ("", 0, nil),
      ("success_rate >= 0.9 extra", 20, nil),
      ("success_rate.p95 > 1", 0, nil), ("success_rate # 1", 13, nil), ("(success_rate > 1", 14, nil),
      ("ttft{a}.p95 < 1", 6, nil), ("1 < 2", 0, nil), ("p(95)<2000", 0, nil),
      ("http_req_duration.p95 < 2s", 0, "response_time"), ("http_req_failed < 1%", 0, "error_rate"),
      ("response_time.p95 < 2000", 20, "2000ms"), ("response_time.p95 between 1ms and 500", 34, "500ms"),
      ("success_rate.rate > 0.9", 0, "success_rate"), ("ttft{node:LLM}.p95 < 1s", 0, nil),
      ("spent_cost{scenario:a} < 1", 0, "cost"), ("tokens / cost < baseline", 0, nil),
      ("tokens < baseline(baseline)", 9, nil), ("tokens < baseline(3)", 9, nil),
      ("ttft{a:b, a:c}.p95 < 1s", 12, nil), ("ttft{a:'b}.p95 < 1", 7, nil),
      ("response_time.p95% < 1", 17, nil),
      ("success_rate >= 95", 0, "success_rate >= 95%"), ("error_rate < 2.5", 0, "error_rate < 2.5%"),
      ("success_rate >= 101", 0, nil),
      ("ttft{turn:0}.p95 < 1s", 0, nil), ("ttft{turn:two}.p95 < 1s", 0, nil),
      ("ttft{turn:1, a:b}.p95 < 1s", 0, nil),
      ("queue_wait{turn:2}.p95 < 1s", 0, nil), ("ttft{call:stop}.p95 < 1s", 0, nil),
      ("success_rate{call:stopp} > 0.9", 0, nil),
    ] as [(String, Int, String?)]) func refusesWithAPlace(text: String, position: Int, suggestion: String?)
  {
    let problem = #expect(throws: ThresholdProblem.self) { try ThresholdExpression(parsing: text) }
    #expect(
      problem?.position == position && problem?.suggestion == suggestion, "\(problem?.description ?? "")")
  }

  @Test func unitsBecomeSecondsAndShares() throws {
    #expect(
      try ThresholdExpression(parsing: "ttft.p95 < 800ms")
        == .compare(
          .metric(ThresholdMetric(name: "ttft", tags: [:], aggregation: .percentile(95))), .less, .number(0.8)
        ))
    #expect(
      try ThresholdExpression(parsing: "success_rate >= 99%")
        == .compare(
          .metric(ThresholdMetric(name: "success_rate", tags: [:], aggregation: .value)), .atLeast,
          .number(0.99)))
  }

  @Test func aBaselineAloneIsThatOfItsMetric() throws {
    #expect(
      try ThresholdExpression(parsing: "ttft{scenario:a}.p95 / baseline < 1.1")
        == ThresholdExpression(parsing: "ttft{scenario:a}.p95 / baseline(ttft{scenario:a}.p95) < 1.1"))
  }

  @Test(arguments: [
    "ttft.p99.9", "server_elapsed{node:'Ask a model', scenario:a}.med", "tasks", "error_rate{lang:de}",
  ])
  func aMetricIsSpelledAsItIsRead(text: String) throws {
    let parts = try ThresholdExpression(parsing: "\(text) > 1").metrics
    let again = try ThresholdExpression(parsing: "\(parts[0]) > 1").metrics
    #expect(parts == again && parts.count == 1)
  }

  @Test func budgetsAreThresholdsThatEndTheRun() {
    let budget = Budget(cost: Price(decimal: "0.5"), tokens: 1000, tokensPerCase: 90)
    #expect(budget.thresholds.map(\.expression) == ["spent_cost <= 0.5", "spent_tokens <= 1000"])
    #expect(
      budget.thresholds.allSatisfy {
        $0.abortOnFail && (try? ThresholdExpression(parsing: $0.expression)) != nil
      })
    #expect(budget.excess(tasks: 11) == nil)
    #expect(budget.excess(tasks: 12)?.contains("about 1080 tokens, more than the budget of 1000") == true)
    #expect(Budget(cost: Price(decimal: "0.5")).excess(tasks: 1e9) == nil, "what a case costs is not known")
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "(", count: 900) + "tasks > 1"
    #expect(throws: ThresholdProblem.self) { try ThresholdExpression(parsing: deep) }
  }
}
