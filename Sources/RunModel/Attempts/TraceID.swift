import Statistics

/// The trace of a task in the words of W3C's Trace Context: 128 bits that follow from the run's id and the task's, so that
/// no two tasks of any runs share them and a run's can be found again.
package struct TraceID: Sendable, Hashable {
  private let high, low: UInt64

  /// The trace of that task of that run.
  package init(run: String, task: String) {
    var random = SeededGenerator(seed: stableHash(run), stream: stableHash(task), Self.stream)
    // All zeros are no trace.
    (high, low) = (random.next(), max(1, random.next()))
  }

  private static let stream: UInt64 = 0x7ace

  /// 32 hexadecimal digits.
  package var text: String { high.hexadecimal + low.hexadecimal }

  /// Whether it is in a sample of that share (0 to 1): a smaller sample is part of each larger one, whoever draws it.
  package func isSampled(_ share: Double) -> Bool { Double(low >> 11) * 0x1p-53 < share }

  /// A span: of the task itself (attempt 0), or of the so many-th request of an attempt (0 for the first).
  package func span(attempt: Int, request: Int = 0) -> UInt64 {
    var random = SeededGenerator(seed: low, stream: high, UInt64(attempt), UInt64(request))
    return max(1, random.next())
  }

  /// The value of a request's `traceparent`: version, trace, the span that called, and whether it is sampled.
  package func parent(attempt: Int, request: Int = 0, isSampled: Bool) -> String {
    "00-\(text)-\(span(attempt: attempt, request: request).hexadecimal)-\(isSampled ? "01" : "00")"
  }
}

extension UInt64 {
  /// 16 hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
