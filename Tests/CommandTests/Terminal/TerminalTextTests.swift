import Testing

@testable import FloodgateCLI

@Suite struct TerminalTextTests {
  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1 000"), (1_234_567, "1 234 567"), (-1200, "-1 200")])
  func groupsCounts(value: Int, text: String) { #expect(TerminalText.count(value) == text) }

  @Test func sparklinesScaleToTheTop() {
    #expect(TerminalText.sparkline([0, 5, 10], width: 10) == "▁▄█")
    #expect(TerminalText.sparkline([0, 0], width: 10) == "▁▁")
    #expect(TerminalText.sparkline([1, 2, 3], width: 2).count == 2)
    #expect(TerminalText.sparkline([], width: 5) == "")
  }

  @Test func clipsAndTakesControlCharactersAway() {
    #expect(TerminalText.clipped("abcdef", width: 4) == "abc…")
    #expect(TerminalText.clipped("a\u{1b}[2J\u{7}", width: 20) == "a [2J ")
  }

  @Test(arguments: [-1.0, 0, 0.5, 1, 7]) func barsKeepTheirWidth(share: Double) {
    #expect(TerminalText.bar(share, width: 12).count == 12)
  }
}
