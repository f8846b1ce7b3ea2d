import Reactor
import RunModel

/// One timer for the earliest of the instants that it is set to. Confined to the run's loop.
struct Alarm {
  private let scope: RunScope
  private var timer: TimerToken?
  private var rings = RunInstant.zero

  init(_ scope: RunScope) { self.scope = scope }

  /// Whether it is set.
  var isSet: Bool { timer?.isPending ?? false }

  /// Sees to it that `ring` is called at the instant; what it was set to before still holds when that is earlier.
  mutating func set(at instant: RunInstant, _ ring: @escaping () -> Void) {
    if isSet, rings <= instant { return }
    timer?.cancel()
    rings = instant
    timer = scope.loop.schedule(at: scope.loopInstant(instant), ring)
  }

  func cancel() { timer?.cancel() }
}
