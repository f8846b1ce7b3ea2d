import RunModel
import Statistics

extension CapacityStep {
  /// Takes what a report and its steady part say.
  mutating func measured(_ report: ReportDocument, _ part: SteadyPart) {
    let measurements = report.measurements
    let counts = measurements.statistics
    (seconds, inFlight, tasks, succeeded) = (part.seconds, part.inFlight, counts.total, counts.succeeded)
    throughput = part.seconds > 0 ? Double(part.completed) / part.seconds : 0
    goodput = part.seconds > 0 ? Double(part.succeeded) / part.seconds : 0
    if let bands = measurements.bands, bands.total > 0, counts.succeeded > 0 {
      goodput *= Double(bands.good) / Double(counts.succeeded)
    }
    response = Latency(measurements.series(.responseTime).sample)
    firstText = Latency(measurements.series(.timeToFirstText).sample)
    cost = counts.cost > .zero ? counts.cost : nil
    longest = measurements.slowest.first.map { Double($0.response) / 1e9 }
    queueWait = Latency(measurements.series(.queueWait).sample).p95
    // What was cut when the step was ended early is no failure of the server.
    if endedEarly { tasks = counts.completed }
    let failed = measurements.failures.filter { !endedEarly || $0.key != TaskStatus.cancelled.rawValue }
    failures = failed.mapValues(\.count)
    let worst = failed.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    message = worst?.value.samples.first.flatMap { $0.message }.map { $0.cropped(200) }
    let longest = measurements.nodes.compactMap { name, slice in
      slice.latency.quantile(0.95).map { (name, Double($0) / 1e9) }
    }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    nodes = Dictionary(longest.prefix(20)) { first, _ in first }
    parts = measurements.time.parts.means
  }
}

extension CapacityStep {
  /// Rates of all tasks that were begun in the steady part, whenever they ended: of a step whose tasks are about as long
  /// as itself.
  mutating func countAll(_ report: ReportDocument, seconds: Double) {
    guard seconds > 0, !endedEarly else { return }
    let (counts, before) = (report.measurements.statistics, throughput > 0 ? goodput / throughput : 1)
    throughput = Double(counts.completed) / seconds
    goodput = min(throughput * before, Double(counts.succeeded) / seconds)
  }
}

extension CapacityStep.Latency {
  init(_ sample: CensoredSample) {
    func quantile(_ share: Double) -> Double? {
      guard sample.carries(share), let value = sample.quantile(share), value.low == value.high else {
        return nil
      }
      return value.low / 1e9
    }
    self.init(p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99))
  }
}
