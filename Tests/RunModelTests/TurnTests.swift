import Statistics
import Testing

@testable import RunModel

/// Figures of the turns of conversations.
@Suite struct TurnTests {
  /// A conversation whose turns take so many milliseconds; a negative one has failed.
  static func talk(_ times: [Double]) -> TaskResult {
    let exchanges = times.enumerated().map { index, time in
      var exchange = ExchangeRecord()
      (exchange.turn, exchange.send) = (index + 1, .zero)
      exchange.turnFailed = time < 0 ? true : nil
      exchange.close = RunInstant(nanoseconds: Int64(abs(time) * 1e6))
      exchange.firstText = RunInstant(nanoseconds: Int64(abs(time) * 5e5))
      exchange.tokens = TokenUsage(prompt: 100 * (index + 1), completion: 10)
      return exchange
    }
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: .zero,
      status: .succeeded, exchanges: exchanges)
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      attempts: [attempt])
  }

  static func table(_ talks: [[Double]]) -> TurnTable {
    talks.reduce(into: TurnTable()) { $0.record(talk($1)) }
  }

  @Test func eachTurnIsARow() {
    let rows = Self.table([[100, 200, 300], [100, -200], [100]]).rows
    #expect(rows.map(\.asked) == [3, 2, 1] && rows.map(\.failed) == [0, 1, 0])
    #expect(rows.map(\.service.count) == [3, 1, 1] && rows[2].prompt == 300)
  }

  @Test func partsAreTheWhole() {
    var sum = Self.table([[100, 200]])
    sum.merge(Self.table([[100, 200, 300], [50]]))
    #expect(sum == Self.table([[100, 200], [100, 200, 300], [50]]))
  }

  /// Six of each carry a median.
  @Test(
    arguments: [
      (6, [100, 150, 400.0], "75.0 % of turn 3"), (6, [100, 100.0], "the history costs no time"),
      (5, [100, 400.0], nil), (6, [100.0], nil),
    ] as [(Int, [Double], String?)])
  func theShareOfTheHistoryIsSaid(count: Int, times: [Double], words: String?) {
    let sentence = TurnWords(Self.table(Array(repeating: times, count: count))).sentence
    #expect(words.map { sentence?.contains($0) ?? false } ?? (sentence == nil), "\(sentence ?? "none")")
    if times.count == 3 { #expect(sentence?.contains("3.00 times the tokens") == true) }
  }

  @Test(
    arguments: [
      ([100, 100, 400.0], "Turn 3 is 33 % of the turns and 67 % of the time that answers took."),
      ([100, 100, 300, 500.0], "Turns 3 to 4 are 50 % of the turns and 80 % of the time that answers took."),
    ] as [([Double], String)])
  func theShareOfLongConversationsIsSaid(times: [Double], words: String) throws {
    let sentence = try #require(TurnWords(Self.table(Array(repeating: times, count: 6))).sentence)
    #expect(sentence.replacing("\u{202f}", with: " ").hasSuffix(words), "\(sentence)")
  }

  /// What the server says of its own time goes before what the client saw.
  @Test func theServersOwnTimeIsWhatCounts() throws {
    var talk = Self.talk([1000, 1000])
    for (turn, time) in [100, 300].enumerated() {
      talk.attempts[0].exchanges[turn].serverElapsed = .milliseconds(time)
    }
    let table = (0..<6).reduce(into: TurnTable()) { table, _ in table.record(talk) }
    let sentence = try #require(TurnWords(table).sentence)
    #expect(
      sentence.replacing("\u{202f}", with: " ").hasSuffix(
        "Turn 2 is 50 % of the turns and 75 % of the server's time."))
  }

  @Test func oneTurnIsNoConversation() {
    #expect(TurnWords(Self.table([[100]])).rows.isEmpty && TurnWords(TurnTable()).rows.isEmpty)
  }

  @Test func endlessConversationsTakeLittleRoom() {
    #expect(Self.table([Array(repeating: 10, count: 500)]).rows.count == TurnTable.limit)
  }
}
