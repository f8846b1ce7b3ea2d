import Testing

@testable import Statistics

@Suite struct ChangeDetectorTests {
  /// By Python: double sums over scipy 1.17.1's `spatial.distance.cdist(..., "cityblock")`; the fourth also from
  /// `scipy.stats.energy_distance` squared, its V statistic turned into a U statistic.
  @Test func theEnergyStatisticIsTheKnownOne() {
    let values = [5.0, 5.2, 4.9, 5.1, 5.05, 6.0, 6.2, 5.9, 6.1, 5.0, 6.3, 6.05]
    let golden = [
      0.735185185185, 1.55, 2.379365079365, 3.597222222222, 2.063333333333, 0.786111111111, 0.249206349206,
      -0.466666666667, 1.081481481481,
    ]
    let found = EnergyStatistic.cuts(values)
    #expect(found.count == golden.count)
    for (value, expected) in zip(found, golden) { #expect(abs(value - expected) < 1e-9) }
    #expect(Array(found.dropFirst().dropLast()) == EnergyStatistic.cuts(values, minimum: 3))
    #expect(EnergyStatistic.cuts([1, 2, 3], minimum: 2).isEmpty && EnergyStatistic.cuts([]).isEmpty)
  }

  /// `count` values around 1 with 3 % noise from run to run, and `step` added from `at` on.
  private static func series(_ count: Int, seed: UInt64, step: Double = 0, at: Int = .max) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { random.logNormal(median: $0 >= at ? 1 + step : 1, sigma: 0.03) }
  }

  /// At a significance of 5 %, 10 of 200 are expected; 17 or more have a chance of 2.4 %, and the seeds are fixed.
  @Test func atMostFivePercentOfSeriesWithoutAChangeAreSaidToHaveOne() {
    let detector = ChangeDetector(leastChange: .relative(0), permutations: 99)
    let alarms = (0..<200).count { !detector.changes(in: Self.series(20, seed: UInt64($0))).isEmpty }
    #expect(alarms <= 16, "\(alarms) of 200")
    #expect(alarms > 0, "a detector that never errs would be blind")
  }

  @Test func aStepOfTenPercentIsFoundWhereItIs() {
    let detector = ChangeDetector(permutations: 199)
    var (found, close) = (0, 0)
    for seed in 0..<40 as Range<UInt64> {
      let changes = detector.changes(in: Self.series(24, seed: seed, step: 0.1, at: 16))
      if changes.count == 1 { found += 1 }
      if let change = changes.first, abs(change.index - 16) <= 1, change.after > change.before { close += 1 }
    }
    #expect(found >= 36 && close >= 36, "\(found) found, \(close) in their place, of 40")
  }

  @Test func severalStepsAreToldApart() {
    var values = Self.series(12, seed: 1) + Self.series(12, seed: 2).map { $0 * 1.3 }
    values += Self.series(12, seed: 3).map { $0 * 0.9 }
    let changes = ChangeDetector().changes(in: values)
    #expect(changes.map(\.index) == [12, 24], "\(changes)")
    #expect(changes.allSatisfy { $0.probability <= 0.05 })
    #expect(ChangeDetector().changes(in: values) == changes, "the same each time")
  }

  @Test func smallChangesAreLeftOut() {
    let values = [Double](repeating: 1, count: 10) + [Double](repeating: 1.03, count: 10)
    #expect(ChangeDetector(leastChange: .relative(0.05)).changes(in: values).isEmpty)
    #expect(ChangeDetector(leastChange: .relative(0.02)).changes(in: values).map(\.index) == [10])
    #expect(ChangeDetector(leastChange: .absolute(0.05)).changes(in: values).isEmpty)
    #expect(ChangeDetector(leastChange: .absolute(0.02)).changes(in: values).map(\.index) == [10])
  }

  /// A chain of small steps: none matters by itself, and their sum is found.
  @Test func leavingOutOneChangeJoinsItsLevels() {
    let values = [1, 1.04, 1.08].flatMap { [Double](repeating: $0, count: 12) }
    let changes = ChangeDetector(leastChange: .relative(0.05)).changes(in: values)
    #expect(changes.count == 1, "\(changes)")
  }

  @Test(arguments: [[], [1], [1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0, 0, 0], [7, 7, 7, 7, 7, 7]] as [[Double]])
  func tooLittleOrNothingHasNoChange(values: [Double]) {
    #expect(ChangeDetector().changes(in: values).isEmpty)
  }

  @Test func oneWildRunIsNoNewLevel() {
    var values = Self.series(20, seed: 5)
    values[11] = 9
    #expect(ChangeDetector().changes(in: values).isEmpty)
  }
}
