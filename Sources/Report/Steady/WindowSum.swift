import RunModel
import Statistics

/// What windows of a run's time hold together: one column beside another.
package struct WindowSum: Sendable, Equatable {
  /// Seconds.
  package let seconds: Double
  /// Tasks that came to an end of their own.
  package let tasks: Int
  /// Those that succeeded.
  package let succeeded: Int
  /// Attempts that began and that ended.
  package let started: Int
  package let ended: Int
  /// Attempts in flight on average; `nil` when it is not known.
  package let inFlight: Double?
  private let response: CensoredSample
  private let firstText: CensoredSample

  /// The windows from one on, before another, of a run that lasted `duration` seconds.
  init(_ windows: TimeWindows, _ range: Range<Int>, duration: Double) {
    let own = range.clamped(to: windows.windows.indices)
    var sum = TimeWindow()
    for index in own {
      let window = windows.windows[index]
      sum.started += window.started
      sum.ended += window.ended
      for status in window.finished.indices { sum.finished[status] += window.finished[status] }
      sum.response.merge(window.response)
      sum.firstText.merge(window.firstText)
    }
    seconds = max(
      0, min(duration, Double(own.upperBound * windows.width)) - Double(own.lowerBound * windows.width))
    (tasks, succeeded) = (sum.finished[0..<4].reduce(0, +), sum.finished[0])
    (started, ended) = (sum.started, sum.ended)
    (response, firstText) = (sum.sample(.responseTime), sum.sample(.timeToFirstText))
    let means = windows.meanInFlight(duration: duration)
    let known = own.compactMap { means.indices.contains($0) ? means[$0] : nil }
    inFlight = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Successes a second.
  package var throughput: Double { seconds > 0 ? Double(succeeded) / seconds : 0 }

  /// A quantile of response times, seconds; `nil` when the sample cannot carry it.
  package func response(_ share: Double) -> Double? { Self.quantile(response, share) }

  /// A quantile of times to first text, seconds.
  package func firstText(_ share: Double) -> Double? { Self.quantile(firstText, share) }

  private static func quantile(_ sample: CensoredSample, _ share: Double) -> Double? {
    guard sample.carries(share), let value = sample.quantile(share), value.low == value.high else {
      return nil
    }
    return value.low / 1e9
  }
}
