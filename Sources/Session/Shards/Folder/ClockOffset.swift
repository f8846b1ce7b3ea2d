import RunModel

/// How far the clock of a shared folder (that of its server) is ahead of this machine's: known to lie between two bounds,
/// which come closer with each look. Pure.
package struct ClockOffset: Sendable, Equatable, Codable {
  /// Seconds; the folder's clock is at least so much ahead.
  package private(set) var low = -Double.greatestFiniteMagnitude
  /// Seconds; and at most so much.
  package private(set) var high = Double.greatestFiniteMagnitude

  package init() {}

  /// A file was written between two instants of the local clock, and the folder says when. Its clock may have gone on by
  /// `grain` before it was noted. All in seconds.
  package mutating func look(before: Double, after: Double, noted: Double, grain: Double) {
    let (least, most) = (noted - after, noted + grain - before)
    guard least <= high, most >= low else {
      // A clock was set meanwhile: what was known holds no more.
      (low, high) = (least, most)
      return
    }
    (low, high) = (max(low, least), min(high, most))
  }

  /// What is to be added to the local clock: nothing while it may be right.
  package var correction: Double { low <= 0 && high >= 0 ? 0 : (low + high) / 2 }

  /// Half of what is not known, seconds.
  package var uncertainty: Double { (high - low) / 2 }

  /// Against the shared folder, in words.
  package var words: String {
    let spread = "± \(Figures.seconds(uncertainty))"
    if correction == 0 { return "right to \(spread)" }
    return "\(Figures.seconds(abs(correction))) \(correction > 0 ? "slow" : "fast") (\(spread))"
  }
}
