import RunModel
import Testing

/// What is meant by a word that is none.
@Suite struct NearestWordTests {
  static let words = ["api_key", "app", "base_url", "timeout_per_task", "timeout_total", "response_mode"]

  @Test(
    arguments: [
      ("api_kye", "api_key"), ("APP", "app"), ("base_ulr", "base_url"), ("zebra", nil),
    ] as [(String, String?)]) func aSlipIsAFewLettersOff(word: String, meant: String?)
  {
    #expect(NearestWord.find(word, in: Self.words) == meant)
  }

  /// One that has it as a part is meant, when there is one.
  @Test(arguments: [
    ("key", "api_key"), ("URL", "base_url"), ("mode", "response_mode"), ("response", "response_mode"),
    ("timeout", nil), ("ap", "app"),
  ])
  func aPartStandsForTheOnlyWholeThatHasIt(word: String, meant: String?) {
    #expect(NearestWord.find(word, in: Self.words) == meant)
  }
}
