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
    longest = measurements.slowest.first.map { Double($0.response) / 1e9 }
    queueWait = Latency(measurements.series(.queueWait).sample).p95
    failures = measurements.failures.mapValues(\.count)
    let worst = measurements.failures.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    message = worst?.value.samples.first.flatMap { $0.message }.map { $0.cropped(200) }
    let longest = measurements.nodes.compactMap { name, slice in
      slice.latency.quantile(0.95).map { (name, Double($0) / 1e9) }
    }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    nodes = Dictionary(longest.prefix(20)) { first, _ in first }
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
