import Statistics

/// A stretch of time as a part of the run.
extension TimeWindow {
  /// What is counted of it: tasks that finished in it, tokens, events, bytes received.
  package var tally: Tally {
    var tally = Tally()
    tally.add(finished: finished, tokens: tokens, events: events, bytesReceived: bytes)
    return tally
  }

  /// Response times or times to first text, the latencies that are kept over time.
  package func sample(_ name: MetricName) -> CensoredSample {
    switch name {
    case .responseTime:
      CensoredSample(observed: Histogram(response), censored: Histogram(responseCut ?? LatencySketch()))
    case .timeToFirstText:
      CensoredSample(observed: Histogram(firstText), censored: Histogram(firstTextCut ?? LatencySketch()))
    default: CensoredSample(observed: Histogram())
    }
  }
}

extension TimeWindows {
  /// All that happened in a range of windows of another, not smaller width.
  package func sum(_ range: Range<Int>, of other: Int) -> TimeWindow {
    let (from, to) = (range.lowerBound * other / width, range.upperBound * other / width)
    return windows[min(from, windows.count)..<min(to, windows.count)].reduce(into: TimeWindow()) {
      $0.merge($1)
    }
  }
}

extension RunMeasurements {
  /// What is counted of the whole run, after the warm-up.
  package var tally: Tally {
    Tally(
      statistics: statistics, traffic: traffic, partial: failures[FailureClass.partial.rawValue]?.count ?? 0,
      expectationsBroken: expectations.values.reduce(0) { $0 + $1[1] })
  }
}
