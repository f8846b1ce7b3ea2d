import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// Both sides take turns within one run each.
@Suite struct TurnsTests {
  static func turns(_ pairs: Int) -> Comparison.Turns {
    Comparison.Turns(pairs: pairs, seconds: 20, isTogether: false, elapsed: Double(pairs) * 40)
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func ofFourPairsEachSideBeginsTwo(seed: UInt64) {
    var plan = TurnPlan(seconds: 20, warmUp: 2, pairs: 40)
    plan.seed = seed
    let begins = (0..<40).map { plan.firstBegins(pair: $0) }
    for start in stride(from: 0, to: 40, by: 4) { #expect(begins[start..<start + 4].count { $0 } == 2) }
    #expect(Set(stride(from: 0, to: 40, by: 4).map { Array(begins[$0..<$0 + 4]) }).count > 1, "drawn anew")
  }

  @Test func aPairIsBegunOnlyWhenItEndsInTime() {
    var plan = TurnPlan(seconds: 20, warmUp: 2, pairs: 9)
    #expect(plan.hasRoom(after: 8, elapsed: 320) && !plan.hasRoom(after: 9, elapsed: 360))
    plan.atMost = 100
    #expect(plan.hasRoom(after: 0, elapsed: 0) && plan.hasRoom(after: 1, elapsed: 50))
    #expect(!plan.hasRoom(after: 2, elapsed: 80), "it would end at 120 s")
    #expect(plan.share(after: 1, elapsed: 50) == 0.5 && plan.share(after: 2, elapsed: 80) == 1)
    #expect(TurnPlan.usualWarmUp(20) == 2 && TurnPlan.usualWarmUp(5) == 1 && TurnPlan.usualWarmUp(1) == 0.5)
  }

  @Test func aLookReadsPAsASingleOneWould() {
    var looks = SequentialLooks()
    let early = looks.look(pairs: 10, share: 0.25)
    let last = looks.look(pairs: 40, share: 1)
    #expect(early.number == 1 && last.number == 2)
    // At the first look 2 p = 0.05 is not worth much, what is below its level is.
    #expect(early.adjusted(0.01) > 0.2 && early.adjusted(1e-9) < 0.01)
    #expect(abs(last.adjusted(last.level(0.05)) - 0.05) < 1e-9 && last.level(0.05) < 0.05)
    let values = stride(from: -9.0, through: 0, by: 0.25).map { early.adjusted(NaturalLogarithm.inverse($0)) }
    #expect(
      zip(values, values.dropFirst()).allSatisfy { $0 <= $1 } && values.allSatisfy { (0...1).contains($0) })
  }

  @Test func turnsWithFewTasksAreJoined() {
    let first = ComparisonTests.runs(12, seed: 1, tasks: 10)
    let units = TurnUnits(first, ComparisonTests.runs(12, seed: 2, tasks: 10), Self.turns(12))
    #expect(units.turns.pairsPerUnit == 2 && units.first.reports.count == 6)
    #expect(units.first.reports.allSatisfy { $0.measurements.statistics.total == 20 })
    #expect(units.first.facts.runs.count == 1 && units.first.facts.runs[0].tasks == 120)
    let large = TurnUnits(
      ComparisonTests.runs(5, seed: 1, tasks: 50), ComparisonTests.runs(6, seed: 2, tasks: 50), Self.turns(6))
    #expect(large.turns.pairs == 5 && large.turns.pairsPerUnit == 1)
  }

  private func compare(_ factor: Double, noise: Double? = nil, pairs: Int = 8) -> Comparison {
    var comparer = Comparer(successMargin: 0.05)
    comparer.deploymentNoise = noise
    var turns = Self.turns(pairs)
    turns.deploymentNoise = noise
    return comparer.compare(
      TurnUnits(
        ComparisonTests.runs(pairs, seed: 1, noise: 0.01, tasks: 120),
        ComparisonTests.runs(pairs, seed: 2, median: 0.5 * factor, noise: 0.01, tasks: 120), turns))
  }

  @Test func theWordsSayHowManyTurnsAndWhatTheyCannotTell() throws {
    let slower = compare(1.2)
    #expect(slower.outcome == .worse && slower.design.unit == .pairs)
    let lines = ComparisonText(slower).lines
    #expect(lines[0].hasPrefix("The second build is slower: answers take "))
    #expect(lines[2].hasPrefix("8 pairs of turns of 20 s, one build after the other, in 5 minutes: "))
    #expect(lines[2].contains("these two deployments") && lines[2].contains("--deployment-noise 0.02"))
    let page = String(decoding: ComparisonPage(slower).bytes, as: UTF8.self)
    #expect(page.contains("8 pairs of turns of 20 s") && page.contains("restart both"))
    #expect(try ComparisonFile.decode(ComparisonFile.json(slower)) == slower)
  }

  @Test func whatIsStillOpenNamesTheTurnsThatTell() {
    let open = compare(1, pairs: 5)
    #expect(open.outcome == .inconclusive)
    #expect(
      open.nextStep.contains(
        #/`floodgate run .+ --against OTHER --alternate 20s --until decided --at-most \d+m`, about \d+ minutes?\.$/#
      ),
      "\(open.nextStep)")
  }

  @Test func noiseOfADeploymentIsNotAveragedOut() throws {
    let widths = try [nil, 0.05].map { noise in
      let row = try #require(compare(1, noise: noise).rows.first { $0.name == "response_time.p50" })
      return try #require(row.standardError)
    }
    #expect(abs(widths[1] - (widths[0] * widths[0] + 2 * 0.05 * 0.05).squareRoot()) < 1e-12)
    #expect(compare(1.08).outcome == .worse && compare(1.08, noise: 0.05).outcome == .inconclusive)
    #expect(compare(1, noise: 0.05).caution?.contains("the verdict allows for it") == true)
  }

  @Test func anOutageTakesAPairAndNotTheFigure() throws {
    var first = ComparisonTests.runs(8, seed: 1, tasks: 60)
    first[3].measurements = ComparisonTests.runs(1, seed: 9, success: 0, tasks: 60)[0].measurements
    let comparison = Comparer().compare(
      TurnUnits(first, ComparisonTests.runs(8, seed: 2, tasks: 60), Self.turns(8)))
    let row = try #require(comparison.rows.first { $0.name == "response_time.p95" })
    #expect(row.note?.hasPrefix("1 of 8 pairs have too few successes") == true && row.degrees == 6)
  }

  @Test func itEndsWhenItIsDecided() throws {
    var plan = TurnPlan(seconds: 20, warmUp: 2, pairs: 10)
    plan.untilDecided = true
    var until = UntilDecided(plan, Comparer(successMargin: 0.05))
    let sides = [1.0, 1.5].map { ComparisonTests.runs(10, seed: 4, median: $0, noise: 0.01, tasks: 60) }
    #expect(
      until.look(Array(sides[0].prefix(4)), Array(sides[1].prefix(4)), elapsed: 160) == nil,
      "five are the least")
    var found: Comparison?
    for pairs in 5...10 {
      found = until.look(
        Array(sides[0].prefix(pairs)), Array(sides[1].prefix(pairs)), elapsed: Double(pairs) * 40)
      if let found, UntilDecided.isDecided(found) { break }
    }
    let decided = try #require(found)
    #expect(decided.outcome == .worse)
    #expect(
      decided.design.turns?.pairs ?? 10 < 10
        && decided.design.turns?.looks == (decided.design.turns?.pairs ?? 0) - 4)
    #expect(decided.notes[0].contains("each with its part of the chance to err"))
  }
}

/// A comparison that ends with its cases.
@Suite struct TurnsOfCasesTests {
  private func look(pairs: Int, of all: Int, _ until: inout UntilDecided) -> Comparison? {
    let sides = [1.0, 1.5].map { ComparisonTests.runs(all, seed: 4, median: $0, noise: 0.01, tasks: 60) }
    return until.look(
      Array(sides[0].prefix(pairs)), Array(sides[1].prefix(pairs)), elapsed: Double(pairs) * 40,
      cases: Double(pairs) / Double(all), isOver: pairs == all)
  }

  /// Without a length the plan has 1 000 pairs, of which these would be nothing.
  @Test func itsShareIsThatOfItsCases() throws {
    var plan = TurnPlan(seconds: 20, warmUp: 2, pairs: TurnPlan.Allowed.pairs.upperBound)
    plan.untilDecided = true
    var until = UntilDecided(plan, Comparer(successMargin: 0.05))
    #expect(look(pairs: 4, of: 25, &until) == nil)
    let early = try #require(look(pairs: 12, of: 25, &until))
    #expect(early.outcome == .worse && early.design.turns?.looks == 1)
    var other = UntilDecided(plan, Comparer(successMargin: 0.05))
    #expect(look(pairs: 25, of: 25, &other)?.outcome == .worse, "its last look has all that may be spent")
  }
}

/// When a figure is worse, and when it is surely not.
@Suite struct RowRuleTests {
  private func judged(_ change: Double, error: Double, strict: Bool = false) -> Comparison.Row {
    var row = Comparison.Row("response_time.p95", .seconds)
    row.set(Effect(estimate: NaturalLogarithm.of(1 + change), standardError: error))
    row.isPrimary = true
    var rows = [row]
    RowJudge(margins: .init(latency: 0.05, success: 0.005, isStrict: strict)).judge(&rows)
    return rows[0]
  }

  @Test(
    "Shown and perhaps more than the margin is worse; surely less, 19 times of 20, is not",
    arguments: [
      (0.05, 0.014, .worse), (0.03, 0.014, .worse), (0.02, 0.014, .notWorse), (0.02, 0.005, .notWorse),
      (0, 0.028, .notWorse), (0, 0.031, .inconclusive), (0.03, 0.02, .inconclusive), (-0.05, 0.01, .better),
    ] as [(Double, Double, Comparison.Outcome)])
  func rule(change: Double, error: Double, outcome: Comparison.Outcome) {
    #expect(judged(change, error: error).outcome == outcome)
  }

  @Test func theCeilingIsTheUpperEndOfThe90PercentInterval() throws {
    // scipy 1.17.1: exp(log(1.02) + 0.014 * norm.ppf(0.95)) - 1
    #expect(abs(try #require(judged(0.02, error: 0.014).ceiling) - 0.043761066) < 1e-7)
    #expect(judged(0.05, error: 0.014, strict: true).outcome == .inconclusive)
  }
}
