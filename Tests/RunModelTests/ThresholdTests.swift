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
  ]) func reads(text: String) throws { _ = try ThresholdExpression(parsing: text) }

  @Test(
    arguments: [
      ("sucess_rate >= 0.99", 0, "success_rate"), ("response_tme.p95 < 2s", 0, "response_time"),
      ("response_time.p95 < 2sec", 21, nil), ("response_time < 2s", 0, nil),
      ("response_time.avgg < 2s", 14, "avg"),
      ("success_rate", 12, nil), ("success_rate >", 14, nil), ("", 0, nil),
      ("success_rate >= 0.9 extra", 20, nil),
      ("success_rate.p95 > 1", 0, nil), ("success_rate # 1", 13, nil), ("(success_rate > 1", 14, nil),
      ("ttft{a}.p95 < 1", 6, nil),
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

  @Test func depthIsBounded() {
    let deep = String(repeating: "(", count: 900) + "tasks > 1"
    #expect(throws: ThresholdProblem.self) { try ThresholdExpression(parsing: deep) }
  }
}
