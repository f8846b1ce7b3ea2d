import RunModel

/// What began and ended while a step's load was steady: after its warm-up, before its plan's end. Pure.
struct SteadyPart: Equatable {
  /// Seconds of the windows that lie within.
  var seconds = 0.0
  /// Attempts that began.
  var started = 0
  /// Attempts that ended.
  var ended = 0
  /// Tasks that came to an end of their own.
  var completed = 0
  /// Tasks that succeeded.
  var succeeded = 0
  /// Attempts in flight on average; `nil` when it is not known.
  var inFlight: Double?

  /// From second `begin` to second `end` of a run that lasted `duration`.
  init(_ windows: TimeWindows, from begin: Double, to end: Double, duration: Double) {
    let width = Double(windows.width)
    let within = windows.windows.indices.filter {
      Double($0) * width >= begin - 0.001 && Double($0 + 1) * width <= min(end, duration) + 0.001
    }
    for window in within.map({ windows.windows[$0] }) {
      started += window.started
      ended += window.ended
      completed += window.finished[0..<4].reduce(0, +)
      succeeded += window.finished[0]
    }
    seconds = Double(within.count) * width
    let means = windows.meanInFlight(duration: duration)
    let known = within.compactMap { means[$0] }
    inFlight = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// How many arrivals a second the server fell behind, beyond what chance does to tasks in flight; 0 when it kept up.
  var outrun: Double {
    let growth = Double(started - ended)
    let chance = 3 * (inFlight ?? 0).squareRoot() + 2
    guard seconds > 0, growth > max(0.03 * Double(started), chance) else { return 0 }
    return growth / seconds
  }
}
