import Testing

@testable import RunModel

/// How long tasks took by how long their answers were.
@Suite struct LengthMomentsTests {
  private static func result(prompt: Int, completion: Int, milliseconds: Int) -> TaskResult {
    var exchange = ExchangeRecord()
    exchange.tokens = TokenUsage(prompt: prompt, completion: completion)
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
      end: .zero + .milliseconds(milliseconds), status: .succeeded, exchanges: [exchange])
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      attempts: [attempt])
  }

  /// By hand.
  @Test("Means are in tokens and seconds, and so are the sums of products about them")
  func means() throws {
    var moments = LengthMoments()
    moments.record(Self.result(prompt: 100, completion: 20, milliseconds: 1500))
    moments.record(Self.result(prompt: 300, completion: 40, milliseconds: 2500))
    #expect(moments.count == 2 && moments.mean(.answer) == 30 && moments.mean(.prompt) == 200)
    #expect(abs(try #require(moments.mean(.time)) - 2) < 1e-9)
    #expect(abs(moments.spread(.time, .answer) - 10) < 1e-9)
    #expect(abs(moments.spread(.time, .time) - 0.5) < 1e-9)
    #expect(LengthMoments().mean(.time) == nil)
  }
}
