import RunModel

extension RunWatch {
  /// Gives the feeds the run's metrics once a second until it is cancelled, and once more then. `run` is the run's id.
  func feed(_ feeds: [MetricsFeed], run: String) async {
    if feeds.isEmpty { return }
    let asked = AskedLoad(header)
    while !Task.isCancelled {
      let metrics = await metrics(run, asked)
      for feed in feeds { feed.take(metrics) }
      try? await Task.sleep(for: .seconds(1))
    }
    var last = await metrics(run, asked)
    last.phase = .done
    for feed in feeds { feed.take(last) }
  }

  /// Copies what is measured on the loop, and nothing else: what is made of it is made elsewhere.
  private func metrics(_ run: String, _ asked: AskedLoad) async -> RunMetrics {
    var metrics = await onLoop { watch in
      var metrics = RunMetrics()
      let measurements = watch.recorder.measurements
      (metrics.elapsed, metrics.inFlight, metrics.phase) = (watch.elapsed, watch.inFlight, watch.phase)
      (metrics.statistics, metrics.dropped) = (measurements.inclusive, measurements.dropped)
      metrics.requests = measurements.traffic.requests
      metrics.failures = measurements.failures.mapValues(\.count)
      metrics.latencies = RunMetrics.told.map { ($0, measurements.series($0)) }
      return metrics
    }
    (metrics.run, metrics.name) = (run, header.name)
    metrics.asked = asked.at(metrics.elapsed)
    return metrics
  }
}
