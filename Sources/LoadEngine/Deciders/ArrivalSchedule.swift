import RunModel
import Statistics

/// The intended starts of an open load, one after the other: the i-th arrival comes when the integral of the
/// rate reaches i (uniform), or the i-th point of a unit Poisson process (seeded). Pure.
///
/// Instants are computed from the stage's start and never added up, so lateness cannot accumulate.
package struct ArrivalSchedule: Sendable {
  private struct Stretch: Sendable {
    var start: Double
    var duration: Double
    var from: Double
    var to: Double
    /// Arrivals before this stretch.
    var before: Double
    var arrivals: Double { (from + to) / 2 * duration }
  }

  private let stretches: [Stretch]
  private let arrivals: OpenLoad.Arrivals
  private var random: SeededGenerator
  private var current = 0
  private var position = 0.0
  /// The end of the last stage, seconds.
  package let end: Duration

  package init(_ load: OpenLoad, seed: UInt64) {
    var stretches: [Stretch] = []
    var (time, rate, before) = (0.0, load.startRate ?? load.stages.first?.target ?? 0, 0.0)
    for stage in load.stages {
      let next = Stretch(
        start: time, duration: stage.duration.inSeconds, from: rate, to: stage.target, before: before)
      stretches.append(next)
      time += next.duration
      before += next.arrivals
      rate = stage.target
    }
    self.stretches = stretches
    end = .seconds(time)
    arrivals = load.arrivals
    random = SeededGenerator(seed: seed, stream: 0xa221)
    if arrivals == .poisson { position = random.exponential(mean: 1) }
  }

  /// All arrivals of the plan, as far as they are known before it begins (exact for uniform arrivals).
  package var expectedCount: Int { Int((stretches.last.map { $0.before + $0.arrivals } ?? 0).rounded(.up)) }

  /// The next intended start; `nil` when the plan is over.
  package mutating func next() -> RunInstant? {
    while current < stretches.count {
      let stretch = stretches[current]
      let inside = position - stretch.before
      guard inside < stretch.arrivals else {
        current += 1
        continue
      }
      let seconds = stretch.start + Self.time(of: inside, in: stretch)
      position += arrivals == .poisson ? random.exponential(mean: 1) : 1
      return RunInstant(nanoseconds: Int64((seconds * 1e9).rounded(.up)))
    }
    return nil
  }

  /// Solves from*t + (to - from)/(2*duration)*t^2 = count for t, in the form that does not cancel.
  private static func time(of count: Double, in stretch: Stretch) -> Double {
    if count <= 0 { return 0 }
    let slope = (stretch.to - stretch.from) / stretch.duration
    let root = max(0, stretch.from * stretch.from + 2 * slope * count).squareRoot()
    return min(stretch.duration, 2 * count / (stretch.from + root))
  }
}
