import Session
import Testing

@testable import FloodgateCLI

@Suite struct LiveViewTests {
  private var snapshot: RunProgress {
    var snapshot = RunProgress()
    snapshot.name = "a scenario with a long name that would not fit into a narrow terminal at all"
    snapshot.elapsed = 75
    snapshot.remaining = 30
    snapshot.planned = 5000
    snapshot.succeeded = 3990
    snapshot.failed = 10
    snapshot.inFlight = 64
    snapshot.rates = (0..<60).map { 50 + Double($0 % 7) }
    snapshot.successInterval = 0.995...0.9987
    snapshot.response = .init(p50: 0.35, p95: 1.2)
    snapshot.firstText = .init(p50: 0.1, p95: 0.4)
    snapshot.failures = [.init(label: "gateway", count: 10)]
    snapshot.thresholds = [.init(expression: "success_rate >= 0.99", standing: .holding, value: "99.8 %")]
    return snapshot
  }

  @Test(arguments: [20, 40, 79, 200]) func noLineIsWiderThanTheTerminal(width: Int) {
    for usesColour in [true, false] {
      let block = LiveBlock(width: width, style: TerminalStyle(usesColour: usesColour))
      for line in block.lines(snapshot) { #expect(RedrawPlan.visibleLength(line) <= width, "\(line)") }
    }
  }

  @Test func saysWhatMatters() {
    let text = LiveBlock(width: 100, style: TerminalStyle(usesColour: false)).lines(snapshot).joined(
      separator: "\n")
    for part in [
      "4 000 of 5 000", "30 s to go", "64 in flight", "success 99.8 %", "p95 1.20 s", "gateway 10",
      "✓ success_rate",
    ] {
      #expect(text.contains(part), "\(part) is missing in\n\(text)")
    }
  }

  @Test func plainLinesHaveNoControlCharacters() {
    let line = LiveLine.text(snapshot)
    #expect(!line.contains("\u{1b}"))
    #expect(line.contains("4000/5000 done"))
  }

  @Test func jsonLinesNameThePhase() {
    #expect(LiveJSON.text(snapshot).contains(#""phase":"running""#))
    #expect(LiveJSON.text(snapshot).contains(#""finished":4000"#))
  }

  @Test func redrawMovesUpByTheRowsOnTheScreen() {
    var plan = RedrawPlan()
    #expect(plan.replace(with: ["12345678", "x"], width: 80) == "12345678\u{1b}[K\nx\u{1b}[K\n")
    #expect(plan.erase(width: 80) == "\u{1b}[2A\r\u{1b}[J")
    _ = plan.replace(with: ["12345678", "x"], width: 80)
    #expect(plan.erase(width: 4) == "\u{1b}[3A\r\u{1b}[J", "eight characters now take two rows of four")
    #expect(plan.erase(width: 4) == "")
  }
}
