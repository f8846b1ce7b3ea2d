import Judgement
import RunModel
import Statistics

/// Whether longer answers are told from a slower server: tasks take half a second and 20 ms a token.
struct LengthTable {
  var seed: UInt64
  var comparisons = 200

  static let kinds: [(name: String, longer: Double, slower: Double)] = [
    ("the same", 1, 1), ("answers 10 % longer", 1.1, 1), ("10 % slower", 1, 1.1),
    ("both", 1.1, 1.1),
  ]

  func print() {
    Swift.print(
      "Pairs of 7 runs of 200 tasks, noise 1 %: length shown / slower at equal length shown / verdict worse; \(comparisons) each\n"
    )
    Swift.print("| second build | by length | at equal length | length | slower | worse |")
    Swift.print("|---|---|---|---|---|---|")
    for kind in Self.kinds {
      let found = comparisons(kind.longer, kind.slower, comparisons)
      Swift.print(
        "| \(kind.name) | \(mean(found, Self.byLength)) | \(mean(found, Self.equal)) | \(Figures.percent(found.share { Self.row($0, Self.byLength)?.interval?.contains(0) == false })) | \(Figures.percent(found.share { Self.row($0, Self.equal)?.outcome == .worse })) | \(Figures.percent(found.share { $0.outcome == .worse })) |"
      )
    }
    Swift.print("")
  }

  static let byLength = "response_time.by_length"
  static let equal = "response_time.at_equal_length"

  static func row(_ comparison: Comparison, _ name: String) -> Comparison.Row? {
    comparison.rows.first { $0.name == name }
  }

  private func mean(_ found: [Comparison], _ name: String) -> String {
    let changes = found.compactMap { Self.row($0, name)?.change }
    return Figures.percent(max(0, changes.reduce(0, +) / Double(max(1, changes.count))))
  }

  func comparisons(_ longer: Double, _ slower: Double, _ count: Int) -> [Comparison] {
    (0..<count).map { index in
      var random = SeededGenerator(seed: SplitMix64.mix(seed &+ UInt64(index)))
      let sides = [(1.0, 1.0), (longer, slower)].map { longer, slower in
        (0..<7).map { run in Self.run("\(run)", longer, slower, &random) }
      }
      var comparer = Comparer(successMargin: 0.05)
      comparer.isPaired = true
      return comparer.compare(sides[0], sides[1])
    }
  }

  private static func run(
    _ id: String, _ longer: Double, _ slower: Double, _ random: inout SeededGenerator
  ) -> ReportDocument {
    var measurements = RunMeasurements()
    let level = slower * NaturalLogarithm.inverse(random.normal(standardDeviation: 0.01))
    for index in 0..<200 {
      let tokens = max(1, (random.logNormal(median: 100, sigma: 0.5) * longer).rounded())
      let seconds = level * (0.5 + 0.02 * tokens) * random.logNormal(median: 1, sigma: 0.1)
      var result = TaskResult.simulated(index, at: Double(index) / 10, seconds: seconds)
      var exchange = ExchangeRecord()
      (exchange.send, exchange.close) = (result.attempts[0].start, result.finished)
      exchange.tokens = TokenUsage(prompt: 50 + index % 20, completion: Int(tokens))
      result.attempts[0].exchanges = [exchange]
      measurements.record(result)
    }
    return ReportDocument(simulated: id, measurements, duration: 20)
  }
}
