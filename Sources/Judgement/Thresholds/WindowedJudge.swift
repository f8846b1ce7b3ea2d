import RunModel

/// Judges one threshold over every stretch of the run that is as long as its window. Each is judged as what it
/// was, by its point values: it is the observed stretch that must keep the limit.
struct WindowedJudge {
  let threshold: Gate.Threshold
  let measurements: RunMeasurements
  /// Seconds since the run's start.
  let duration: Double
  let baseline: MetricLookup?
  var leavesOutCancelled = false

  /// A stretch and how it was judged.
  struct Stretch {
    var from: Int
    var to: Int
    var judge: ThresholdJudge
    var outcome: ThresholdVerdict.Outcome
  }

  /// The stretch that decides: the first that fails, else the first that is undecided, else the last; and of how many.
  func decisive() -> (stretch: Stretch, count: Int)? {
    var last: Stretch?
    var undecided: Stretch?
    let ranges = ranges
    for range in ranges {
      let stretch = judge(range)
      switch stretch.outcome {
      case .fail: return (stretch, ranges.count)
      case .inconclusive: undecided = undecided ?? stretch
      case .noData: continue
      case .pass: last = stretch
      }
    }
    return (undecided ?? last).map { ($0, ranges.count) }
  }

  /// The last whole stretch; `nil` before there is one.
  func latest() -> Stretch? { isLongEnough ? ranges.last.map(judge) : nil }

  private var width: Int { measurements.windows.width }
  private var firstIndex: Int {
    let warmUp = Double(measurements.warmUpEnd?.nanoseconds ?? 0) / 1e9
    return Int((warmUp / Double(width)).rounded(.up).wholeClamped)
  }
  private var endIndex: Int { Int((duration / Double(width)).rounded(.down).wholeClamped) }
  /// Windows of the course that one stretch takes.
  private var length: Int {
    max(1, Int(((threshold.definition.window ?? 1) / Double(width)).rounded(.up)))
  }
  private var isLongEnough: Bool { endIndex - firstIndex >= length }

  /// Every whole stretch; of a run that was shorter than one, all of it.
  private var ranges: [Range<Int>] {
    guard isLongEnough else {
      let end = max(firstIndex + 1, Int((duration / Double(width)).rounded(.up).wholeClamped))
      return [firstIndex..<end]
    }
    return (firstIndex...(endIndex - length)).map { $0..<$0 + length }
  }

  private func judge(_ range: Range<Int>) -> Stretch {
    let (width, measurements) = (width, measurements)
    var lookup = MetricLookup { tags in
      guard let course = measurements.course(tags) else { return nil }
      let seconds = min(duration, Double(range.upperBound * width)) - Double(range.lowerBound * width)
      return MeasuredPart(course.sum(range, of: width), duration: seconds)
    }
    lookup.leavesOutCancelled = leavesOutCancelled
    let mode = threshold.definition.mode ?? .point
    let judge = ThresholdJudge(threshold, mode: mode, lookup: lookup, baseline: baseline)
    return Stretch(
      from: range.lowerBound * width, to: range.upperBound * width, judge: judge, outcome: judge.outcome)
  }
}

extension RunMeasurements {
  /// How a part of the run went over time; `nil` when that was not kept.
  fileprivate func course(_ tags: [String: String]) -> TimeWindows? {
    tags.isEmpty ? windows : selections?.first { $0.tags == tags }?.windows
  }
}

extension WindowedJudge {
  /// What is wrong with a metric of which windows are asked; `nil` when they are kept.
  static func problem(with metric: ThresholdMetric) -> String? {
    for tag in ["node", "turn", "call"] where metric.tags[tag] != nil {
      return "windows are not kept of \(tag)s"
    }
    if let name = MetricName(rawValue: metric.name) {
      guard name == .responseTime || name == .timeToFirstText else {
        return "windows are kept of response_time and ttft, not of '\(name.rawValue)'"
      }
      switch metric.aggregation {
      case .average, .minimum, .maximum:
        return "windows have quantiles, count and rate, no '\(metric.aggregation)'"
      case .count, .rate, .median, .percentile, .value: return nil
      }
    }
    if metric.name == ReachedLoad.metric { return "'\(metric.name)' is known at the end only" }
    if ShareName(rawValue: metric.name) == .partial { return "windows have no 'partial_rate'" }
    let counts: [CountName] = [
      .tasks, .succeeded, .failed, .timeout, .error, .cancelled, .tokens, .events, .bytesReceived,
    ]
    guard let name = CountName(rawValue: metric.name), !counts.contains(name) else { return nil }
    return "windows have no '\(metric.name)'; \(counts.map(\.rawValue).joined(separator: ", ")) they have"
  }
}
