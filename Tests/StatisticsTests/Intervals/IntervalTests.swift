import Statistics
import Testing

/// Golden values by scipy 1.17.
@Suite struct IntervalTests {
  static func near(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(left - right) <= tolerance * max(1, abs(right))
  }

  @Test(arguments: [
    (0.001, -3.090232306167813), (0.025, -1.9599639845400545), (0.5, 0), (0.9, 1.2815515655446004),
    (0.9999, 3.719016485455709),
  ]) func normalQuantiles(p: Double, z: Double) { #expect(Self.near(NormalDistribution.quantile(p), z)) }

  @Test(arguments: [
    (1, 12.706204736174694), (4, 2.7764451051977934), (6, 2.4469118511449786), (30, 2.0422724563012378),
  ])
  func studentQuantiles(degrees: Double, t: Double) {
    #expect(Self.near(StudentDistribution(degrees: degrees).quantile(0.975), t, 1e-13))
    #expect(Self.near(StudentDistribution(degrees: degrees).quantile(0.025), -t, 1e-13))
    #expect(Self.near(StudentDistribution(degrees: degrees).cumulative(t), 0.975))
  }

  @Test(
    "A quantile of Student's distribution has its p, far out and with hardly any degrees too",
    arguments: [0.3, 1, 2.5, 4, 41, 9000], [1e-12, 1e-4, 0.1, 0.4999, 0.9, 0.99999])
  func studentQuantilesEverywhere(degrees: Double, p: Double) {
    let distribution = StudentDistribution(degrees: degrees)
    #expect(Self.near(distribution.cumulative(distribution.quantile(p)) / p, 1, 1e-8))
  }

  @Test func betaAndBinomial() {
    #expect(Self.near(BetaFunction.regularised(0.3, 2, 5), 0.579825))
    #expect(Self.near(BetaFunction.binomialCumulative(3, trials: 10, probability: 0.4), 0.3822806016))
    #expect(
      Self.near(BetaFunction.binomialCumulative(980, trials: 1000, probability: 0.99), 0.003288359787727489))
  }

  @Test(arguments: [
    (495, 500, 0.9768069002442692, 0.9957212461034095), (0, 10, 0, 0.27753279986288926),
    (10, 10, 0.7224672001371109, 1), (99, 100, 0.9455138038212946, 0.9982325679358593),
  ]) func wilson(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(Proportion(successes: successes, trials: trials)).wilson()
    #expect(Self.near(interval.low, low) && Self.near(interval.high, high))
  }

  @Test(arguments: [
    (495, 500, 0.9768186119303404, 0.9967452785929695), (99, 100, 0.9455406146079194, 0.9997468539673181),
  ])
  func exact(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(Proportion(successes: successes, trials: trials)).exact()
    #expect(Self.near(interval.low, low, 1e-8) && Self.near(interval.high, high, 1e-8))
  }

  @Test(arguments: [
    (980, 1000, 2.5, 0.9609737232883799, 0.9913268296308817),
    (95, 100, 1.7, 0.8595058623822402, 0.9897930063168541),
    (4990, 5000, 10, 0.9889075231010312, 0.9999493656659926),
  ])
  func exactOfFewer(successes: Int, trials: Int, dispersion: Double, low: Double, high: Double) throws {
    let share = try #require(Proportion(successes: successes, trials: trials))
    let interval = share.exact(dispersion: dispersion)
    #expect(Self.near(interval.low, low, 1e-8) && Self.near(interval.high, high, 1e-8))
  }

  @Test func ofNothingThereIsNoShare() {
    #expect(Proportion(successes: 0, trials: 0) == nil)
    #expect(Proportion(successes: 2, trials: 1) == nil)
  }

  /// With no failure at all it takes 368 trials for the lower end to reach 99 %: 0.99^368 < 0.025.
  @Test func trialsToDecide() throws {
    func more(_ successes: Int, _ trials: Int, _ limit: Double) throws -> Int? {
      TrialsToDecide(try #require(Proportion(successes: successes, trials: trials)), limit: limit).more
    }
    #expect(try more(100, 100, 0.99) == 268)
    #expect(try more(99, 100, 0.99) == nil)
    #expect(try more(10, 100, 0.99) == 0)
  }

  @Test(
    "So many trials decide in four of five tries when the share is the one that was seen",
    arguments: [(985, 1000, 0.98), (95, 100, 0.9), (975, 1000, 0.98), (190, 200, 0.96)])
  func trialsThatDecide(successes: Int, trials: Int, limit: Double) throws {
    let share = try #require(Proportion(successes: successes, trials: trials))
    let all = trials + (try #require(TrialsToDecide(share, limit: limit).more))
    var (random, decided) = (SeededGenerator(seed: 5), 0)
    for _ in 0..<1000 {
      // Normal is near enough: the rates are decided by dozens.
      let spread = (share.estimate * (1 - share.estimate) * Double(all)).squareRoot()
      let seen = Int((share.estimate * Double(all) + random.normal(standardDeviation: spread)).rounded())
      let interval = try #require(Proportion(successes: min(all, seen), trials: all)).exact()
      if !interval.contains(limit) { decided += 1 }
    }
    #expect(abs(decided - 800) < 50, "\(decided) of 1000 with \(all)")
  }

  @Test(
    arguments: [
      (0.5, 100, 40, 61), (0.5, 1000, 469, 532), (0.9, 100, 84, 96), (0.95, 1000, 936, 964),
      (0.99, 100, 97, nil),
      (0.99, 1000, 983, 997), (0.999, 1000, 997, nil),
    ] as [(Double, Int, Int?, Int?)])
  func orderStatistics(q: Double, count: Int, low: Int?, high: Int?) {
    let interval = QuantileInterval(q, count: count)
    #expect(interval.lowRank == low && interval.highRank == high)
  }

  @Test(arguments: [(0.9, 36), (0.95, 72), (0.99, 368), (0.999, 3688)])
  func smallestSamples(q: Double, count: Int) {
    #expect(QuantileInterval.minimumCount(q) == count)
    #expect(HistogramTests.histogram(Array(repeating: 5, count: count)).carries(q))
    #expect(!HistogramTests.histogram(Array(repeating: 5, count: count - 1)).carries(q))
  }
}
