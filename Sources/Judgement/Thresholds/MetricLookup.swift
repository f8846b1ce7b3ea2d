import RunModel
import Statistics

/// Finds the value of a threshold's metric in what was measured. Pure.
struct MetricLookup {
  /// The part of the run that tags choose; `nil` when there is none.
  let part: ([String: String]) -> MeasuredPart?
  /// Shares count what was cancelled as no success, unless the run was ended by what they are to judge.
  var leavesOutCancelled = false
  /// Figures that are told as they are, by their names: how much of its plan of arrivals a run reached, what a search for
  /// a capacity found.
  private var told: [String: Estimate] = [:]
  /// How many times fewer independent tasks those of a part are worth.
  private var inflation: (MeasuredPart) -> Double = { _ in 1 }

  /// Whether it is cases rather than times of which failures come in clusters.
  private(set) var clustersByCase = false
  /// How many times fewer independent values those of a part's latency are worth at a quantile.
  private var latencyInflation: (MeasuredPart, MetricName, Double) -> Double = { _, _, _ in 1 }

  /// In a run that took `duration` seconds. Its warm-up is in no rate, as it is in no count.
  init(_ measurements: RunMeasurements, duration: Double, reached: ReachedLoad? = nil) {
    if let reached { told[ReachedLoad.metric] = Estimate(reached.share) }
    let steady = measurements.steadySeconds(of: duration)
    part = { measurements.part($0, duration: steady) }
    clustersByCase = measurements.clustersByCase
    inflation = { part in
      Self.inflation(measurements.clustering?.inflation ?? 1, of: part, in: measurements)
    }
    latencyInflation = { part, name, q in
      Self.inflation(measurements.inflation(of: name, q), of: part, in: measurements)
    }
  }

  /// Of a cluster of the whole run a part has its share of the tasks.
  private static func inflation(_ whole: Double, of part: MeasuredPart, in measurements: RunMeasurements)
    -> Double
  {
    let share = Double(part.tally.statistics.total) / Double(max(1, measurements.statistics.total))
    return 1 + min(1, share) * (whole - 1)
  }

  /// In parts of one's own.
  init(part: @escaping ([String: String]) -> MeasuredPart?) { self.part = part }

  /// In figures that were found by other means.
  init(told: [String: Estimate]) {
    self.told = told
    part = { _ in nil }
  }

  /// The value, and how far the sample tells it; `nil` when there is no data.
  func estimate(_ metric: ThresholdMetric, _ mode: ThresholdDefinition.Mode?) -> Estimate? {
    if let figure = told[metric.name] { return figure }
    guard let part = part(metric.tags) else { return nil }
    if let name = ShareName(rawValue: metric.name) {
      guard let share = proportion(name, part) else { return nil }
      if mode.judgesPoint { return Estimate(share.estimate) }
      let interval = share.exact(dispersion: inflation(part))
      return Estimate(share.estimate, low: interval.low, high: interval.high)
    }
    if let name = CountName(rawValue: metric.name) {
      let count = name.value(of: part.tally, spent: part.spent)
      return metric.aggregation == .rate ? perSecond(count, part) : Estimate(count)
    }
    return sample(metric, of: part).flatMap { latency($0, metric, mode, part) }
  }

  /// Successes and trials of a metric that is a share; `nil` for the others.
  func proportion(_ metric: ThresholdMetric) -> Proportion? {
    guard let name = ShareName(rawValue: metric.name), let part = part(metric.tags) else { return nil }
    return proportion(name, part)
  }

  /// How many times fewer independent tasks those of a share, or of a quantile, are worth.
  func dispersion(_ metric: ThresholdMetric) -> Double {
    part(metric.tags).map { dispersion(metric, of: $0) } ?? 1
  }

  private func dispersion(_ metric: ThresholdMetric, of part: MeasuredPart) -> Double {
    guard let q = metric.aggregation.quantile, let name = MetricName(rawValue: metric.name) else {
      return inflation(part)
    }
    let byLatency = latencyInflation(part, name, q)
    // Failed tasks count as longer than any success: where they come in clusters, so does what is long.
    let failed = part.sample(name, successesOnly: metric.successesOnly).failed
    return failed > 0 ? max(byLatency, inflation(part)) : byLatency
  }

  private func proportion(_ name: ShareName, _ part: MeasuredPart) -> Proportion? {
    let tally = part.tally
    return leavesOutCancelled ? name.proportionBeforeCut(of: tally) : name.proportion(of: tally)
  }

  /// The latencies that a metric is made of; `nil` for shares and counts.
  func sample(_ metric: ThresholdMetric) -> CensoredSample? {
    part(metric.tags).flatMap { sample(metric, of: $0) }
  }

  private func sample(_ metric: ThresholdMetric, of part: MeasuredPart) -> CensoredSample? {
    // What is no quantile (a mean, a maximum) is of what came.
    let successesOnly = metric.successesOnly || metric.aggregation.quantile == nil
    return MetricName(rawValue: metric.name).map { part.sample($0, successesOnly: successesOnly) }
  }

  private func latency(
    _ sample: CensoredSample, _ metric: ThresholdMetric, _ mode: ThresholdDefinition.Mode?,
    _ part: MeasuredPart
  ) -> Estimate? {
    if sample.count == 0 { return nil }
    switch metric.aggregation {
    case .count: return Estimate(Double(sample.observed.count))
    case .rate: return perSecond(Double(sample.observed.count), part)
    case .average: return sample.mean.map { Estimate($0 / 1e9) }
    case .minimum: return sample.minimum.map { Estimate($0 / 1e9) }
    case .maximum: return sample.maximum.map { Estimate(nanoseconds: $0) }
    case .median, .percentile: return quantile(sample, metric, mode, part)
    case .value: return nil
    }
  }

  /// Of a quantile its interval, unless points were asked for. Below its least sample it is not known, whatever the mode.
  private func quantile(
    _ sample: CensoredSample, _ metric: ThresholdMetric, _ mode: ThresholdDefinition.Mode?,
    _ part: MeasuredPart
  ) -> Estimate? {
    let q = metric.aggregation.quantile ?? 0.5
    guard let point = sample.quantile(q) else { return nil }
    let isPoint = mode.judgesPoint
    if isPoint, sample.carries(q) { return Estimate(nanoseconds: point) }
    let interval = sample.quantileInterval(q, dispersion: isPoint ? 1 : dispersion(metric, of: part))
    return Estimate(nanoseconds: interval, value: point.low)
  }

  private func perSecond(_ count: Double, _ part: MeasuredPart) -> Estimate? {
    part.duration > 0 ? Estimate(count / part.duration) : nil
  }
}

extension RunMeasurements {
  /// The part that tags choose: as it was selected before the run, else a slice; `nil` when there is none.
  func part(_ tags: [String: String], duration: Double) -> MeasuredPart? {
    if tags.isEmpty { return MeasuredPart(self, duration: duration) }
    if let turn = tags["turn"] { return partOfTurn(turn, duration) }
    if let call = tags["call"] {
      return calls.rows[call].map { MeasuredPart($0.tally, duration: duration, [.responseTime: $0.took]) }
    }
    if let selection = selections?.first(where: { $0.tags == tags }) {
      return selection.tally.statistics.total > 0 ? MeasuredPart(selection, duration: duration) : nil
    }
    guard tags.count == 1, let (name, value) = tags.first else { return nil }
    if name == "node" {
      let found = nodes.filter { $0.key == value || $0.key.hasPrefix(value + " (") }
        .sorted { $0.key < $1.key }.map(\.value)
      return found.isEmpty ? nil : MeasuredPart(node: found, duration: duration)
    }
    let slice =
      switch name {
      case "scenario": scenarios[value]
      case "variant": variants[value]
      default: self.tags["\(name):\(value)"]
      }
    return slice.map { MeasuredPart($0, duration: duration) }
  }

  private func partOfTurn(_ turn: String, _ duration: Double) -> MeasuredPart? {
    guard let number = Int(turn), turns.rows.indices.contains(number - 1) else { return nil }
    let row = turns.rows[number - 1]
    return MeasuredPart(
      row.tally, duration: duration,
      [
        .responseTime: row.service, .serviceTime: row.service, .timeToFirstText: row.firstText,
        .serverElapsed: row.server,
      ])
  }
}
