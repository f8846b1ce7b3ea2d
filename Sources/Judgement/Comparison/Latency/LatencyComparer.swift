import RunModel
import Statistics

/// Compares quantiles of latencies, with the run as the unit where there are several, else blocks of time.
struct LatencyComparer {
  typealias Source = (ReportDocument) -> CensoredSample

  let first: [ReportDocument]
  let second: [ReportDocument]
  private(set) var design: Comparison.Design
  private let blocks: [BlockErrors]
  private let noise: RunNoise
  /// What the platform did in the turns of both sides.
  let platform: PlatformTurns?

  init(
    _ first: [ReportDocument], _ second: [ReportDocument], paired: Bool, runNoise: RunNoise,
    turns: Comparison.Turns? = nil
  ) {
    self.first = first
    noise = runNoise
    self.second = second
    platform = turns == nil ? nil : PlatformTurns(first, second)
    if turns != nil || first.count != 1 || second.count != 1 {
      blocks = []
      let pairs = (paired || turns != nil) && first.count == second.count
      design = .init(unit: pairs ? .pairs : .runs, first: first.count, second: second.count)
      design.turns = turns
      return
    }
    let cut = [
      TimeBlocks(first[0].measurements, byMemory: true), TimeBlocks(second[0].measurements, byMemory: true),
    ]
    blocks = cut.enumerated().map { BlockErrors($1, stream: UInt64($0)) }
    let counts = blocks.map(\.count)
    let hasBlocks = counts.allSatisfy { $0 >= 5 }
    design = .init(
      unit: hasBlocks ? .blocks : .requests,
      first: hasBlocks ? counts[0] : Int(first[0].measurements.latency(.responseTime).count),
      second: hasBlocks ? counts[1] : Int(second[0].measurements.latency(.responseTime).count),
      blockSeconds: hasBlocks ? max(cut[0].seconds, cut[1].seconds) : nil, assumedRunNoise: runNoise.latency)
    design.noiseRuns = runNoise.runs > 0 ? runNoise.runs : nil
  }

  // MARK: Rows

  static func label(_ name: MetricName, _ share: Double) -> String {
    "\(name.rawValue).p\(Figures.share(share))"
  }

  /// One quantile of a latency of the whole run; `nil` when a side has none, or cannot carry it.
  func row(_ name: MetricName, _ share: Double) -> Comparison.Row? {
    row(Self.label(name, share), share, of: name) { Self.sample($0, name) }
  }

  /// One quantile of any latency that a report holds. The blocks of `metric` tell how much less than independent
  /// requests are worth. A `resolution` is the standard deviation of what the values are rounded by, as a share. Of turns
  /// `leastShare` have to carry the quantile.
  func row(
    _ label: String, _ share: Double, of metric: MetricName = .responseTime, resolution: Double = 0,
    leastShare: Double = 0.8, _ source: Source
  ) -> Comparison.Row? {
    let samples = samples(source, share, leastShare: leastShare)
    let sides = [samples.first, samples.second]
    guard sides.allSatisfy(\.isCarried) else { return nil }
    var row = Comparison.Row(label, .seconds)
    row.first = sides[0].typical.map { $0 / 1e9 }
    row.second = sides[1].typical.map { $0 / 1e9 }
    row.firstIsBound = sides[0].isBound
    row.secondIsBound = sides[1].isBound
    let judged = judged(samples, share, leastShare: leastShare, source)
    guard var effect = judged?.effect ?? effect(sides, share, metric) else { return row }
    effect.standardError = max(effect.standardError, resolution * 2.0.squareRoot())
    row.set(effect)
    row.platformNoise = judged?.explained
    row.note = omitted(samples)
    return row
  }

  func samples(_ source: Source, _ share: Double, leastShare: Double = 0.8) -> PairedSamples {
    PairedSamples(
      first.map(source), second.map(source), share, turns: design.turns != nil, leastShare: leastShare)
  }

  private func omitted(_ samples: PairedSamples) -> String? {
    samples.omitted == 0
      ? nil : "\(samples.omitted) of \(design.first) pairs have too few successes for it, and are left out"
  }

  /// Figures of runs, or of the only run, as a difference of logarithms.
  private func effect(_ sides: [LatencySide], _ share: Double, _ metric: MetricName) -> Effect? {
    switch design.unit {
    case .pairs: return Effect.paired(sides[0].logarithms, sides[1].logarithms)
    case .runs: return Effect.unpaired(sides[0].logarithms, sides[1].logarithms)
    case .blocks, .requests:
      guard let before = sides[0].single, let after = sides[1].single else { return nil }
      let errors = zip([before, after], blocks.isEmpty ? [nil, nil] : blocks.map(Optional.some)).map {
        $1?.standardError($0.standardError, share, metric) ?? $0.standardError
      }
      return Effect(
        estimate: after.estimate - before.estimate,
        standardError: (errors[0] * errors[0] + errors[1] * errors[1] + 2 * noise.latency * noise.latency)
          .squareRoot(),
        degrees: min(
          noise.degrees,
          design.unit == .blocks ? Double(max(1, design.first + design.second - 2)) : .infinity))
    }
  }

  /// Figures of pairs, in the order in which they were made: logarithms, or shares of a figure.
  func paired(_ first: [Double], _ second: [Double]) -> Effect? {
    design.turns == nil ? Effect.paired(first, second) : PairSeries(first, second).judged()?.effect
  }

  // MARK: Distributions

  /// Latencies of a run; what a limit cut counts as longer.
  static func sample(_ report: ReportDocument, _ name: MetricName) -> CensoredSample {
    var sample = report.measurements.series(name).sample
    // Older reports knew only the response times that were cut.
    if name == .responseTime, sample.censored.isEmpty { sample.censored = report.measurements.censored }
    return sample
  }

  /// Where a latency moved; `nil` when nothing can be compared.
  func shift(_ name: MetricName) -> Comparison.Shift? {
    let effects = ShiftFunction.shares.compactMap { share -> (share: Double, effect: Effect)? in
      let samples = samples({ Self.sample($0, name) }, share)
      let sides = [samples.first, samples.second]
      guard sides.allSatisfy({ $0.isCarried && !$0.isBound }) else { return nil }
      let judged = judged(samples, share, leastShare: 0.8) { Self.sample($0, name) }
      return (judged?.effect ?? effect(sides, share, name)).map { (share, $0) }
    }
    guard !effects.isEmpty else { return nil }
    let pooled = [first, second].map { reports in
      CensoredSample(joining: reports.map { Self.sample($0, name) })
    }
    return Comparison.Shift(
      metric: name.rawValue, points: ShiftFunction(effects).points.map(Comparison.Shift.Point.init),
      superiority: EffectSize.superiority(of: pooled[1], over: pooled[0]),
      distance: EffectSize.wasserstein(pooled[0].observed, pooled[1].observed).map { $0 / 1e9 },
      first: .init(pooled[0]), second: .init(pooled[1]))
  }
}

extension Comparison.Row {
  /// Takes over a difference of logarithms as a ratio less one.
  mutating func set(_ effect: Effect) {
    let interval = effect.interval()
    change = NaturalLogarithm.inverse(effect.estimate) - 1
    self.interval = Interval(
      low: NaturalLogarithm.inverse(interval.low) - 1, high: NaturalLogarithm.inverse(interval.high) - 1)
    p = effect.pValue()
    standardError = effect.standardError
    degrees = effect.degrees.isFinite ? effect.degrees : nil
  }
}

extension Comparison.Shift.Point {
  init(_ point: ShiftFunction.Point) {
    func ratio(_ interval: Interval) -> Interval {
      Interval(
        low: NaturalLogarithm.inverse(interval.low) - 1, high: NaturalLogarithm.inverse(interval.high) - 1)
    }
    self.init(
      share: point.share, change: NaturalLogarithm.inverse(point.effect.estimate) - 1,
      interval: ratio(point.interval), simultaneous: ratio(point.simultaneous), p: point.p,
      pAdjusted: point.pAdjusted)
  }
}

extension Comparison.Shift.Curve {
  init(_ sample: CensoredSample) {
    let points = sample.curve(limit: 150)
    self.init(
      seconds: points.map { Double($0.value) / 1e9 }, shares: points.map(\.share),
      halfWidth: EffectSize.bandHalfWidth(count: sample.count), count: sample.count,
      cut: Int(sample.censored.count))
  }
}
