import RunModel
import Statistics

/// Decides whether too many tasks fail for the run to go on: by evidence, of which a sound run shows enough with a
/// chance of at most ``ShareEvidence/runAlpha``, however often it is asked. Pure.
struct RateStop: Sendable {
  /// Over which tasks the share is taken.
  enum Reach: Sendable {
    /// Since the start.
    case all
    /// Since the start, and over the last so many to twice as many.
    case last(Int)
  }

  private let limit: Double
  private let minimumCount: Int
  private let isWindowed: Bool
  private var order: StartOrder

  /// Failures may be at most a share of `limit`; nothing is said before `minimumCount` tasks have ended.
  init(failuresAtMost limit: Double, minimumCount: Int, over reach: Reach) {
    self.limit = limit
    switch reach {
    case .all: (isWindowed, order, self.minimumCount) = (false, StartOrder(blockSize: 100), minimumCount)
    case .last(let window):
      (isWindowed, order) = (true, StartOrder(blockSize: window))
      self.minimumCount = min(minimumCount, window)
    }
  }

  mutating func begin(_ number: Int) { order.begin(number) }

  /// Takes the end of a task; the stretch that shows too many failures, if one does.
  mutating func end(_ number: Int, failed: Bool) -> StartOrder.Stretch? {
    guard let block = order.end(number, failed: failed) else { return nil }
    let ends = block == order.lastBlock ? [block] : [block, order.lastBlock]
    for last in ends {
      let whole = order.all(through: last)
      if shows(whole, ShareEvidence.runAlpha / (isWindowed ? 2 : 1)) { return whole }
      if !isWindowed { continue }
      for first in max(1, block - 1)...max(1, block) {
        let recent = order.stretch(first, last)
        if shows(recent, Self.part(first)) { return recent }
      }
    }
    return nil
  }

  private func shows(_ stretch: StartOrder.Stretch, _ alpha: Double) -> Bool {
    guard stretch.failed > 0, stretch.ended >= minimumCount,
      let failures = Proportion(successes: stretch.failed, trials: stretch.begun)
    else { return false }
    return ShareEvidence.isAbove(limit, failures, alpha: alpha)
  }

  /// The part of the chance to err that a stretch has which begins with that block. All of them together, however
  /// many there are, have one half; the stretch since the start has the other.
  private static func part(_ block: Int) -> Double {
    ShareEvidence.runAlpha / 2 / Double(block * (block + 1))
  }
}
