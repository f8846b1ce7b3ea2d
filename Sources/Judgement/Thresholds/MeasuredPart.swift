import RunModel
import Statistics

/// A part of a run, or all of it, as thresholds see it.
struct MeasuredPart {
  var tally: Tally
  /// Counts with the warm-up.
  var spent: RunStatistics
  /// Seconds that it took, for rates.
  var duration: Double
  private let latencies: (MetricName) -> CensoredSample

  private init(
    _ tally: Tally, spent: RunStatistics? = nil, duration: Double,
    latencies: @escaping (MetricName) -> CensoredSample
  ) {
    self.tally = tally
    self.spent = spent ?? tally.statistics
    self.duration = duration
    self.latencies = latencies
  }

  /// A latency: failed tasks count as longer than any success, unless only successes are asked for.
  func sample(_ name: MetricName, successesOnly: Bool) -> CensoredSample {
    let sample = latencies(name)
    return successesOnly || !name.isWaitedFor ? sample : sample.adjusted(failures: tally.statistics.broken)
  }

  /// The whole run.
  init(_ measurements: RunMeasurements, duration: Double) {
    self.init(measurements.tally, spent: measurements.inclusive, duration: duration) {
      measurements.series($0).sample
    }
  }

  /// What was selected before the run.
  init(_ selection: Selection, duration: Double) {
    self.init(selection.tally, duration: duration) { selection.metrics[$0].sample }
  }

  /// A slice, whose latencies are partly sketches.
  init(_ slice: Slice, duration: Double) {
    self.init(slice.tally, duration: duration) { slice.sample($0) }
  }

  /// The executions of a node, of all its types.
  init(node slices: [Slice], duration: Double) {
    let all = slices.dropFirst().reduce(slices[0]) { $0.merged($1) }
    self.init(all.tally, duration: duration) {
      CensoredSample(observed: $0 == .serverElapsed ? all.latency : Histogram())
    }
  }

  /// What is known by its counts and these latencies.
  init(_ tally: Tally, duration: Double, _ latencies: [MetricName: Histogram]) {
    self.init(tally, duration: duration) { CensoredSample(observed: latencies[$0] ?? Histogram()) }
  }

  /// A stretch of the run's time.
  init(_ window: TimeWindow, duration: Double) {
    self.init(window.tally, duration: duration) { window.sample($0) }
  }
}
