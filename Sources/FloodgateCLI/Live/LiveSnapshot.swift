/// What the live view shows, at one instant. A pure value: the renderers know nothing else.
struct LiveSnapshot: Sendable, Equatable {
  /// What the run is doing.
  enum Phase: String, Sendable {
    case running, draining, aborting, done
  }

  /// How a threshold stands at the moment.
  struct Threshold: Sendable, Equatable {
    enum Standing: String, Sendable { case holding, failing, undecided }
    var expression: String
    var standing: Standing
    /// The measured value in words.
    var value: String
  }

  /// Median and tail of one latency, in seconds.
  struct Latency: Sendable, Equatable {
    var p50: Double
    var p95: Double
  }

  /// How often one class of failure came.
  struct FailureCount: Sendable, Equatable {
    var label: String
    var count: Int
  }

  var name = ""
  var phase = Phase.running
  /// Seconds since the start.
  var elapsed = 0.0
  /// Seconds to go, when that is known.
  var remaining: Double?
  /// Tasks in all, when that is known.
  var planned: Int?
  var succeeded = 0
  var failed = 0
  var timeout = 0
  var error = 0
  var cancelled = 0
  var inFlight = 0
  /// Tasks finished a second over the last seconds, newest last.
  var rates: [Double] = []
  /// 95 % interval of the success rate, when there is one.
  var successInterval: ClosedRange<Double>?
  var response: Latency?
  var firstText: Latency?
  /// The generator's own lateness, p99 in seconds.
  var lateness: Double?
  var thresholds: [Threshold] = []
  /// The most frequent failures, worst first.
  var failures: [FailureCount] = []

  var finished: Int { succeeded + failed + timeout + error + cancelled }
  var unsuccessful: Int { failed + timeout + error }
  var rate: Double { rates.last ?? 0 }
  var successRate: Double? { finished == 0 ? nil : Double(succeeded) / Double(finished) }
}
