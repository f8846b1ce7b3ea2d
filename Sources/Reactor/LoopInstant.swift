/// A point on a loop's clock, in monotonic nanoseconds.
package struct LoopInstant: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let distantFuture = LoopInstant(nanoseconds: .max)

  package static func < (left: LoopInstant, right: LoopInstant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The instant so many nanoseconds later; the distant future when it lies beyond.
  package func advanced(by nanoseconds: Int64) -> LoopInstant {
    let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
    return overflow ? .distantFuture : LoopInstant(nanoseconds: sum)
  }
}
