import Report
import RunModel
import Synchronization

/// The newest metrics of a run, for whoever asks: who asks often costs the load nothing, for a run is looked at once a
/// second in any case.
package final class MetricsFeed: Sendable {
  private let newest = Mutex<RunMetrics?>(nil)

  package init() {}

  package func take(_ metrics: RunMetrics) {
    newest.withLock { last in
      var metrics = metrics
      if let last, last.run == metrics.run {
        metrics.reached = Self.rate(last, metrics)
      }
      last = metrics
    }
  }

  private static func rate(_ last: RunMetrics, _ now: RunMetrics) -> Double {
    let time = now.elapsed - last.elapsed
    guard time > 0.05 else { return last.reached }
    return Double(now.statistics.completed - last.statistics.completed) / time
  }

  /// The newest metrics in Prometheus' text format, or as OpenMetrics; before the first, only which program this is.
  package func text(openMetrics: Bool) -> String {
    var text = PrometheusText(isOpenMetrics: openMetrics)
    for family in [.build] + (last?.families ?? []) { family.write(to: &text) }
    return text.ended
  }

  /// The newest metrics; `nil` before the first.
  var last: RunMetrics? { newest.withLock { $0 } }
}
