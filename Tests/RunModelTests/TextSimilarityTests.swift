import RunModel
import Testing

/// How alike texts are, against figures of the `rouge-score` package and of SQuAD's evaluation script (whose articles
/// were left in), 2026-11-28.
@Suite struct TextSimilarityTests {
  static let pairs: [(String, String, rougeL: Double, tokenF1: Double)] = [
    ("the cat sat on the mat", "the cat was on the mat", 0.833333, 0.833333),
    ("police kill the gunman", "police killed the gunman", 0.75, 0.75),
    ("the gunman kill police", "police killed the gunman", 0.5, 0.75),
    ("a b c d e f", "f e d c b a", 0.166667, 1),
    ("one two", "one two three four five six", 0.5, 0.5),
    ("nothing", "something else", 0, 0),
    ("Same, SAME! words?", "same same words", 1, 1),
  ]

  @Test(arguments: 0..<pairs.count) func figuresAreThoseOfTheTools(index: Int) {
    let (answer, reference, rougeL, tokenF1) = Self.pairs[index]
    #expect(abs(TextSimilarity.score(answer, reference, .rougeL) - rougeL) < 1e-5)
    #expect(abs(TextSimilarity.score(answer, reference, .tokenF1) - tokenF1) < 1e-5)
  }

  /// Against the table that everybody learns.
  @Test(arguments: [3, 64, 65, 200]) func theFastSubsequenceIsTheSlowOne(length: Int) {
    var state: UInt64 = 7
    func words(_ count: Int) -> [String] {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return "w\((state >> 33) % 9)"
      }
    }
    let (first, second) = (words(length), words(length + 17))
    var table = Array(repeating: Array(repeating: 0, count: second.count + 1), count: first.count + 1)
    for i in first.indices {
      for j in second.indices {
        table[i + 1][j + 1] =
          first[i] == second[j] ? table[i][j] + 1 : max(table[i][j + 1], table[i + 1][j])
      }
    }
    let expected = 2 * Double(table[first.count][second.count]) / Double(first.count + second.count)
    let score = TextSimilarity.score(
      first.joined(separator: " "), second.joined(separator: " "), .rougeL)
    #expect(abs(score - expected) < 1e-12)
  }

  @Test func charactersOfChineseAreWords() {
    #expect(TextSimilarity.words("潮汐上升 twice a day!") == ["潮", "汐", "上", "升", "twice", "a", "day"])
    #expect(TextSimilarity.score("", "", .rougeL) == 1 && TextSimilarity.score("", "a", .tokenF1) == 0)
  }

  @Test func aVeryLongTextIsCut() {
    let long = Array(repeating: "word", count: 30_000).joined(separator: " ")
    #expect(TextSimilarity.words(long).count == TextSimilarity.limit)
    #expect(TextSimilarity.score(long, long, .rougeL) == 1)
  }
}
