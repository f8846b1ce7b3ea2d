import Testing

@testable import RunModel

/// What tasks about a quantile are made of.
@Suite struct TimeShareTests {
  /// Tasks that consist of such parts, milliseconds.
  private static func profile(_ parts: [TimePart: Int64], tasks: Int) throws -> TimeProfile {
    var whole = TimeParts()
    for (part, milliseconds) in parts { whole[part] = milliseconds * 1_000_000 }
    var attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
      end: RunInstant(nanoseconds: whole.total), status: .succeeded)
    attempt.timeParts = whole
    let result = TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      finished: attempt.end, attempts: [attempt])
    var profile = TimeProfile()
    for _ in 0..<tasks { profile.record(try #require(TaskTime(result)), []) }
    return profile
  }

  @Test("Shares come with the mean of a task, the largest first, and without parts that took no time")
  func shares() throws {
    let profile = try Self.profile([.headers: 40, .nodes: 60, .modelGeneration: 900], tasks: 3)
    let shares = profile.shares(at: 0.5)
    #expect(shares.map(\.part) == [.modelGeneration, .nodes, .headers])
    #expect(shares.map(\.nanoseconds) == [900e6, 60e6, 40e6] && shares.map(\.share) == [0.9, 0.06, 0.04])
    #expect(TimeProfile().shares(at: 0.5).isEmpty && TimeProfile().sentence == nil)
  }

  @Test(
    "The sentence names three parts at the most, each of a twentieth or more",
    arguments: [
      ([.headers: 40, .nodes: 60, .modelGeneration: 900], "90 % model, generation; 6 % nodes"),
      ([.nodes: 400, .connect: 300, .tls: 200, .dns: 100], "40 % nodes; 30 % connect; 20 % TLS"),
    ] as [([TimePart: Int64], String)])
  func sentence(parts: [TimePart: Int64], named: String) throws {
    let sentence = try Self.profile(parts, tasks: 2).sentence
    #expect(sentence == "What a task at the p95 (1.00 s) is made of: \(named).")
  }

  /// A twentieth of 420 is 21: the 20 of the middle length are too few, and the longer ones are taken with them.
  @Test("Tasks about a quantile are a twentieth of all")
  func around() throws {
    var table = TailTable()
    for (milliseconds, tasks) in [(1, 200), (2, 20), (4, 200)] as [(Int64, Int)] {
      var parts = TimeParts()
      parts[.nodes] = milliseconds * 1_000_000
      for _ in 0..<tasks { table.record(parts, nodes: []) }
    }
    let row = try #require(table.around(0.5))
    #expect(row.count == 220 && row.parts[.nodes] == (20 * 2 + 200 * 4) * 1_000_000)
  }

  @Test("A place has its share of all, and none where it is not used")
  func places() {
    let sums: [Int64] = [1, 3]
    #expect(sums.share(at: 0) == 0.25 && sums.share(at: 1) == 0.75)
    #expect(sums.share(at: 2) == nil && ([] as [Int64]).share(at: 0) == nil)
  }
}
