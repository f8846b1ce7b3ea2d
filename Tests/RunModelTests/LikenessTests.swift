import Statistics
import Testing

@testable import RunModel

/// Scores of `similar_to`: over a run, and over answers to the same case.
@Suite struct LikenessTests {
  /// An answer to a case with such scores, thousandths; like enough from 600 on.
  static func answer(_ id: String, _ scores: [Int64]) -> TaskResult {
    var result = TaskResult(
      index: 0, taskID: "t", caseID: id, workflowID: "w", scenario: "s", status: .succeeded)
    result.expectations = scores.map {
      var expectation = ExpectationResult(
        expectation: "rouge_l of at least 0.6 with 'the answer to \(id)'", holds: $0 >= 600)
      expectation.score = $0
      return expectation
    }
    return result
  }

  static func measured(_ answers: [TaskResult]) -> RunMeasurements {
    answers.reduce(into: RunMeasurements()) { $0.record($1) }
  }

  @Test func casesOfOneMeasureAreOneRow() {
    let table = Self.measured([Self.answer("a", [500]), Self.answer("b", [900])]).likeness
    #expect(table.rows.keys.sorted() == ["rouge_l of at least 0.6"])
    #expect(table.rows.values.first?.scores.count == 2)
  }

  @Test func theSameMeasureTwiceIsTwoRows() {
    let table = Self.measured([Self.answer("a", [500, 700]), Self.answer("a", [510, 720])]).likeness
    #expect(table.rows.keys.sorted() == ["rouge_l of at least 0.6", "rouge_l of at least 0.6, 2"])
    #expect(table.rows["rouge_l of at least 0.6, 2"]?.cases["a"]?.low == 700)
  }

  @Test func whatIsNoMatterOfDegreeHasNoScore() {
    var result = Self.answer("a", [])
    result.expectations = [ExpectationResult(expectation: "text that contains 'x'", holds: true)]
    #expect(LikenessWords(Self.measured([result])).sentences.isEmpty)
  }

  @Test(
    arguments: [
      ([("a", 500)], "one answer scores 0.50."),
      (
        [("a", 650), ("b", 900), ("c", 1000)],
        "3 answers score 0.65 at the least, 0.90 at the median, 1.00 at the most."
      ),
      (
        [("a", 650), ("a", 700), ("b", 700), ("b", 900), ("c", 1000)],
        "; answers to the same case lie 0.20 apart at the median, 0.20 at the most (2 cases asked again)."
      ),
      (
        [("a", 550), ("a", 700), ("b", 700), ("b", 710)],
        "(2 cases asked again); 1 of them hold and break by turns, so that the limit lies within what the model varies by itself."
      ),
    ] as [([(String, Int64)], String)])
  func itIsSaidInWords(scores: [(String, Int64)], words: String) throws {
    let sentences = LikenessWords(Self.measured(scores.map { Self.answer($0.0, [$0.1]) })).sentences
    #expect(sentences.count == 1 && sentences[0].hasPrefix("rouge_l of at least 0.6: "))
    #expect(sentences[0].hasSuffix(words), "\(sentences)")
  }

  @Test func partsAreTheWhole() {
    let answers = (0..<60).map { Self.answer("c\($0 % 7)", [Int64($0 * 37 % 1001)]) }
    var sum = Self.measured(Array(answers.prefix(25)))
    sum.merge(Self.measured(Array(answers.dropFirst(25))))
    #expect(sum.likeness == Self.measured(answers).likeness)
  }

  @Test func manyCasesTakeLittleRoom() {
    let row = Self.measured((0..<2100).map { Self.answer("c\($0)", [700]) }).likeness.rows.values.first
    #expect(row?.cases.count == LikenessTable.caseLimit && row?.scores.count == 2100)
  }
}
