import Judgement
import RunModel
import Testing

/// Cases whose answers differ between builds.
@Suite struct DriftTests {
  static func side(_ answers: [String: [String]]) -> CaseAnswers {
    var side = CaseAnswers()
    for (id, texts) in answers.sorted(by: { $0.key < $1.key }) {
      for text in texts { side.add(["answer": .string(text)], of: id) }
    }
    return side
  }

  static let short = "The tide is high in the morning and low at noon."
  static let long =
    "The tide is high in the morning, and it is low at noon, and that is so on all of the days of the year."

  static let changes: [([String], [String], [String])] = [
    ([short], [short], []), ([short, long], [long, short], []),
    ([short], [long], ["length"]),
    ([short], ["Die Flut ist am Morgen hoch und das Wasser ist am Mittag nicht tief."], ["language"]),
    ([short], ["I'm sorry, but I cannot tell you that, it is not of the sea."], ["kind"]),
    ([short], ["- the tide is high in the morning\n- and it is low at noon"], ["structure"]),
    (["{\"a\": 1}"], ["{\"b\": 1}"], ["structure"]), ([short], [""], ["kind", "length"]),
  ]

  @Test(arguments: 0..<changes.count) func eachChangeIsNamed(index: Int) throws {
    let (first, second, differs) = Self.changes[index]
    let drift = try #require(comparer(["c": first], ["c": second]))
    #expect(drift.compared == 1 && drift.cases.first?.differs ?? [] == differs, "\(drift)")
    #expect(
      drift.changed == (differs.isEmpty ? 0 : 1)
        && drift.differing == differs.reduce(into: [:]) { $0[$1] = 1 })
  }

  @Test func onlyWhatBothSidesAnsweredIsCompared() throws {
    #expect(comparer(["a": [Self.short]], ["b": [Self.short]]) == nil)
    #expect(comparer([:], [:]) == nil)
    let drift = try #require(comparer(["a": [Self.short], "b": [Self.short]], ["b": [Self.long]]))
    #expect(drift.compared == 1 && drift.cases.map(\.id) == ["b"])
  }

  @Test func likenessIsThatOfTwoTexts() throws {
    let drift = try #require(comparer(["a": [Self.short, Self.short]], ["a": [Self.long]]))
    #expect(drift.within == 1 && abs((drift.between ?? 0) - 20.0 / 33) < 0.02, "\(drift)")
    #expect(drift.sentence.hasPrefix("Of 1 cases that both sides answered 1 differ: 1 in length"))
  }

  @Test func linesWithoutAnswersAreNotReadForLong() {
    var side = CaseAnswers()
    var read = 0
    let lines = (0..<10_000).lazy.map { index in
      read += 1
      return JSONValue.object(["case": .string("c\(index)"), "task_status": "succeeded"])
    }
    side.add(lines)
    #expect(side.cases.isEmpty && read < 1000)
  }

  private func comparer(_ first: [String: [String]], _ second: [String: [String]]) -> AnswerDrift? {
    Comparer.drift(Self.side(first), Self.side(second))
  }
}
