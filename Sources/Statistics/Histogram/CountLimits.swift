/// What documents that come from outside may say: no run has more, and sums of so much do not overflow.
package enum CountLimits {
  package static let mostCounted: UInt = 1_000_000_000_000_000
  /// Also bytes: a run of thirty years, or an exabyte.
  package static let mostNanoseconds: UInt64 = 1_000_000_000_000_000_000
  package static let mostSeconds = 1e12
  package static let lengths = Duration.seconds(-1_000_000_000_000)...Duration.seconds(1_000_000_000_000)
}
