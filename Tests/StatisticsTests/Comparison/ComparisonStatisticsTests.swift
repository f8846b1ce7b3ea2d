import Testing

@testable import Statistics

/// Golden values computed with scipy 1.17.1 unless a test says otherwise.
@Suite struct ComparisonStatisticsTests {
  private func near(_ value: Double, _ golden: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(value - golden) <= tolerance
  }

  @Test func studentsIntervalsAreScipys() throws {
    // ttest_ind(equal_var=False), and ttest_rel.
    let welch = try #require(Effect.unpaired([1, 2, 3, 2.5], [2, 4, 3.5]))
    #expect(near(welch.interval().low, -1.0321463506) && near(welch.interval().high, 3.1154796840))
    #expect(near(welch.pValue(), 0.2327552644) && near(welch.degrees, 3.8712214012))
    let paired = try #require(Effect.paired([1, 2, 3, 2.5], [2, 4, 3.5, 2.7]))
    #expect(near(paired.interval().low, -0.3304538913) && near(paired.interval().high, 2.1804538913))
    #expect(near(paired.pValue(), 0.1007826714))
  }

  @Test func oneRunOnASideBorrowsTheOthersNoise() throws {
    // By hand: variance 13/12 of [2, 4, 3.5], times 1 + 1/3.
    let effect = try #require(Effect.unpaired([1.5], [2, 4, 3.5]))
    #expect(near(effect.standardError, (13.0 / 12 * 4 / 3).squareRoot()) && effect.degrees == 2)
    #expect(
      Effect.unpaired([1], [2]) == nil && Effect.paired([1], [2]) == nil && Effect.paired([1, 2], [1]) == nil)
  }

  /// Published: M. W. Fagerland, S. Lydersen, P. Laake, Stat. Med. 33 (2014), airway hyper-responsiveness: -0.517 to
  /// -0.026. The others by scipy's brentq over a numerical maximum of the constrained likelihood.
  @Test(
    arguments: [
      (21, 7, 1, -0.517232, -0.026003), (161, 6, 16, 0.005433, 0.124023), (500, 0, 0, -0.007624, 0.007624),
      (100, 0, 3, -0.008103, 0.084519), (1000, 12, 3, -0.018212, -0.001624),
    ] as [(Int, Int, Int, Double, Double)])
  func tangosIntervalIsThePublishedOne(pairs: Int, lost: Int, gained: Int, low: Double, high: Double) throws {
    let interval = try #require(
      PairedOutcomes(pairs: pairs, onlyFirst: lost, onlySecond: gained).tango())
    #expect(near(interval.low, low, 1e-6) && near(interval.high, high, 1e-6), "\(interval)")
  }

  @Test func dispersionShrinksTheNumberOfPairs() {
    let clustered = PairedOutcomes(pairs: 200, onlyFirst: 20, onlySecond: 8).tango(dispersion: 2)
    #expect(clustered == PairedOutcomes(pairs: 100, onlyFirst: 10, onlySecond: 4).tango())
    #expect(PairedOutcomes(pairs: 0, onlyFirst: 0, onlySecond: 0).tango() == nil)
  }

  @Test(
    arguments: [(7, 1, 0.0390625), (6, 16, 0.0346896648), (4, 4, 0.8632812500), (0, 0, 1)]
      as [(Int, Int, Double)])
  func mcNemarsMidPIsBinomial(lost: Int, gained: Int, p: Double) {
    #expect(near(PairedOutcomes(pairs: 50, onlyFirst: lost, onlySecond: gained).mcNemarMidP, p, 1e-9))
  }

  @Test func newcombesIntervalAndItsPAgree() throws {
    // Newcombe 1998, method 10: 495 of 500 against 485 of 500 is -4.0 to -0.2 points.
    let (first, second) = (
      try #require(Proportion(successes: 495, trials: 500)),
      try #require(Proportion(successes: 485, trials: 500))
    )
    let interval = first.difference(to: second)
    #expect(near(interval.low, -0.040, 0.0005) && near(interval.high, -0.002, 0.0005))
    let p = Interval.pValue { first.difference(to: second, confidence: $0) }
    #expect(near(first.difference(to: second, confidence: 1 - p).high, 0, 1e-6))
    #expect(Interval.pValue { first.difference(to: first, confidence: $0) } == 1)
  }

  @Test func severalTestsAreAdjusted() {
    let raw = [0.01, 0.04, 0.03, 0.005, 0.5]
    // scipy.stats.false_discovery_control; Holm by hand: 5 x 0.005, 4 x 0.01, 3 x 0.03, at least the one before.
    let adjusted = MultipleTesting.benjaminiHochberg(raw)
    #expect(zip(adjusted, [0.025, 0.05, 0.05, 0.025, 0.5]).allSatisfy { near($0, $1, 1e-12) })
    #expect(
      zip(MultipleTesting.holm(raw), [0.04, 0.09, 0.09, 0.025, 0.5]).allSatisfy { near($0, $1, 1e-12) })
    #expect(MultipleTesting.holm([]).isEmpty && MultipleTesting.benjaminiHochberg([0.2]) == [0.2])
  }

  private func histogram(_ values: [Int64]) -> Histogram {
    values.reduce(into: Histogram()) { $0.record($1) }
  }

  @Test func effectSizesComeStraightFromTwoHistograms() throws {
    let first = histogram([10, 20, 20, 30, 45, 60])
    let second = histogram([15, 20, 30, 30, 50, 90, 120])
    // mannwhitneyu(...).statistic / (m n); with 1 and 2 values beyond all others; wasserstein_distance.
    let whole = (CensoredSample(observed: first), CensoredSample(observed: second))
    #expect(near(try #require(EffectSize.superiority(of: whole.1, over: whole.0)), 0.6428571429))
    let cut = (
      CensoredSample(observed: first, censored: histogram([5])),
      CensoredSample(observed: second, censored: histogram([5, 500]))
    )
    #expect(near(try #require(EffectSize.superiority(of: cut.1, over: cut.0)), 0.6349206349))
    #expect(near(try #require(EffectSize.wasserstein(first, second)), 19.8809523810))
    #expect(EffectSize.superiority(of: whole.0, over: CensoredSample(observed: Histogram())) == nil)
    #expect(near(EffectSize.bandHalfWidth(count: 1000), 0.0429469408))
  }

  @Test func latenciesCutShortCountAsLonger() {
    // Of ten, three were cut: numpy.searchsorted over the seven that were not, divided by ten.
    let sample = CensoredSample(
      observed: histogram([15, 20, 30, 30, 50, 90, 120]), censored: histogram([20, 35, 200]))
    let golden = [0.1, 0.2, 0.4, 0.5, 0.6, 0.7]
    let curve = sample.curve(limit: 100)
    #expect(curve.map(\.value) == [15, 20, 30, 50, 90, 120])
    #expect(zip(curve, golden).allSatisfy { near($0.share, $1, 1e-8) })
    #expect(sample.curve(limit: 2).map(\.value) == [15, 50, 120])
  }

  @Test func aQuantilesErrorComesFromItsInterval() throws {
    var random = SeededGenerator(seed: 5)
    var histogram = Histogram()
    for _ in 0..<2000 { histogram.record(Int64(random.logNormal(median: 5e8, sigma: 0.6))) }
    let effect = try #require(CensoredSample(observed: histogram).logarithm(0.5))
    // 0.6 sqrt(0.25 / 2000) / phi(0) is the theory's.
    #expect(abs(effect.standardError / 0.01682 - 1) < 0.15)
    var cut = Histogram()
    cut.record(histogram.max, count: 4000)
    #expect(CensoredSample(observed: histogram, censored: cut).logarithm(0.9) == nil, "beyond the cuts")
    #expect(CensoredSample(observed: self.histogram([1, 2, 3])).logarithm(0.5) == nil, "too few")
  }

  @Test func clustersOfFailuresAreSeen() throws {
    func blocks(_ successes: [Int]) -> [Proportion] {
      successes.compactMap { Proportion(successes: $0, trials: 50) }
    }
    let clustered = try #require(Dispersion(blocks([50, 48, 50, 30, 50, 49])))
    // Pearson's statistic over 5: 17.903; chi2.sf of it is 8e-18.
    #expect(near(clustered.ratio, 17.902997959504) && clustered.isShown && clustered.inflation > 17)
    let even = try #require(Dispersion(blocks([50, 48, 49, 47, 50, 49])))
    #expect(!even.isShown && even.inflation == 1)
    #expect(Dispersion(blocks([50, 50, 50, 50, 50])) == nil && Dispersion(blocks([1, 2])) == nil)
  }

  @Test func powerIsThatOfStudentsTest() {
    // scipy.stats.nct: of a difference of 0.0670523027, known noise, 6 degrees, 0.797; of 0.0577 with 20 degrees 0.7835.
    for (difference, degrees, power) in [(0.0670523027, 6.0, 0.797), (0.0577, 20, 0.7835)] {
      let effect = Effect(estimate: 0, standardError: 0.02)
      let next = NextExperiment(after: effect, degrees: degrees)
      let limit = Effect.limit(level: 0.05, degrees: degrees)
      #expect(abs(next.chance(of: difference) { limit * $0 } - power) < 0.006)
    }
  }

  /// Student's t of a first experiment says how large a change the next one finds: both take the noise for something else.
  @Test(arguments: [4, 9, 30]) func whatIsSaidOfTheNextExperimentComesTrue(degrees: Int) {
    var (random, found) = (SeededGenerator(seed: 7), 0)
    let limit = Effect.limit(level: 0.05, degrees: Double(degrees))
    func sampled() -> Double {
      let squares = (0..<degrees).reduce(0.0) { sum, _ in
        let z = random.normal()
        return sum + z * z
      }
      return (squares / Double(degrees)).squareRoot()
    }
    for _ in 0..<600 {
      let effect = Effect(estimate: 0, standardError: sampled(), degrees: Double(degrees))
      let next = NextExperiment(after: effect, degrees: effect.degrees)
      let change = NextExperiment.smallest(0.8, from: 1) { next.chance(of: $0) { limit * $0 } }
      if change + random.normal() > limit * sampled() { found += 1 }
    }
    #expect(abs(found - 480) < 40, "\(found) of 600")
  }

  @Test func blocksOfIndependentRequestsSayWhatTheoryKnows() throws {
    var random = SeededGenerator(seed: 3)
    let windows = (0..<60).map { _ in
      var window = LatencySketch()
      for _ in 0..<50 { window.record(Int64(random.logNormal(median: 0.5, sigma: 0.3) * 1e9)) }
      return window
    }
    let cut = [Int](repeating: 0, count: 60)
    let bootstrap = try #require(BlockBootstrap(windows, cut: cut, blockLength: 5))
    let errors = bootstrap.standardErrors([0.1, 0.5, 0.95], samples: 300, using: &random)
    // sigma sqrt(q (1 - q) / n) / phi(z): 0.00936, 0.00686, 0.01157.
    for (error, theory) in zip(errors, [0.00936, 0.00686, 0.01157]) {
      #expect(abs(try #require(error) / theory - 1) < 0.35)
    }
    #expect(BlockBootstrap(windows, cut: cut, blockLength: 13) == nil, "fewer than five blocks")
    let broken = try #require(
      BlockBootstrap(windows, cut: [Int](repeating: 50, count: 60), blockLength: 5))
    #expect(broken.standardErrors([0.9], samples: 20, using: &random) == [nil], "half were cut: no p90")
  }
}

/// Each interval covers what it says, in simulations.
@Suite struct CoverageTests {
  private func share(_ trials: Int, seed: UInt64, _ covers: (inout SeededGenerator) -> Bool) -> Double {
    var random = SeededGenerator(seed: seed)
    return Double((0..<trials).count { _ in covers(&random) }) / Double(trials)
  }

  private func draws(_ count: Int, _ share: Double, _ random: inout SeededGenerator) -> [Bool] {
    (0..<count).map { _ in random.nextUnit() < share }
  }

  @Test(arguments: [3, 5, 7]) func studentCoversWithFewRuns(runs: Int) {
    let covered = share(400, seed: UInt64(runs)) { random in
      let values = (0..<2).map { _ in (0..<runs).map { _ in random.normal(standardDeviation: 0.03) } }
      let isPaired = random.nextUnit() < 0.5
      let effect = isPaired ? Effect.paired(values[0], values[1]) : Effect.unpaired(values[0], values[1])
      return effect!.interval().contains(0)
    }
    #expect((0.92...0.985).contains(covered), "\(covered)")
  }

  @Test func newcombeCovers() {
    let covered = share(500, seed: 2) { random in
      let counts = [0.95, 0.98].map { draws(200, $0, &random).count(where: \.self) }
      let (first, second) = (
        Proportion(successes: counts[0], trials: 200)!, Proportion(successes: counts[1], trials: 200)!
      )
      return first.difference(to: second).contains(0.03)
    }
    #expect((0.93...0.99).contains(covered), "\(covered)")
  }

  @Test func tangoCovers() {
    let covered = share(400, seed: 3) { random in
      let (first, second) = (draws(150, 0.95, &random), draws(150, 0.92, &random))
      let lost = zip(first, second).count { $0 && !$1 }
      let gained = zip(first, second).count { !$0 && $1 }
      return PairedOutcomes(pairs: 150, onlyFirst: lost, onlySecond: gained).tango()!.contains(-0.03)
    }
    #expect((0.93...0.985).contains(covered), "\(covered)")
  }

  /// Levels that wander from second to second: an interval that took requests as independent would be far too narrow.
  @Test func blocksCoverWhereNeighboursAreAlike() {
    let covered = share(60, seed: 4) { random in
      let sides = (0..<2).map { _ in run(&random) }
      let errors = sides.map { windows in
        BlockBootstrap(windows, cut: windows.map { _ in 0 }, blockLength: 5)!
          .standardErrors([0.5], samples: 100, using: &random)[0]!
      }
      let logarithms = sides.map { windows in
        let pooled = windows.reduce(into: LatencySketch()) { $0.merge($1) }
        return NaturalLogarithm.of(Double(pooled.quantile(0.5)!))
      }
      let effect = Effect(
        estimate: logarithms[1] - logarithms[0],
        standardError: (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot(), degrees: 22)
      return effect.interval().contains(0)
    }
    #expect(covered >= 0.85, "\(covered)")
  }

  private func run(_ random: inout SeededGenerator) -> [LatencySketch] {
    var level = 0.0
    return (0..<60).map { _ in
      level = 0.6 * level + random.normal(standardDeviation: 0.1)
      var window = LatencySketch()
      for _ in 0..<15 {
        window.record(Int64(random.logNormal(median: 5e8 * NaturalLogarithm.inverse(level), sigma: 0.3)))
      }
      return window
    }
  }

  /// scipy 1.17.1: scipy.stats.fisher_exact([[s, f], [s, f]])[1]
  @Test(
    "Fisher's exact test is that of scipy",
    arguments: [
      (30, 30, 27, 30, 0.23728813559322037), (12, 12, 4, 12, 0.001346076187912236),
      (0, 5, 5, 5, 0.007936507936507938), (190, 200, 170, 200, 0.001284932759445198),
      (3, 4, 1, 4, 0.48571428571428565), (7, 7, 9, 9, 1),
    ] as [(Int, Int, Int, Int, Double)])
  func fisher(a: Int, n: Int, b: Int, m: Int, p: Double) throws {
    let first = try #require(Proportion(successes: a, trials: n))
    let second = try #require(Proportion(successes: b, trials: m))
    #expect(abs(FisherTest.pValue(first, second) - p) < 1e-9)
  }
}
