import Statistics

/// A point on a run's own clock: monotonic nanoseconds since the run's start.
public struct RunInstant: Sendable, Hashable, Comparable {
  /// Nanoseconds since the run's start; negative before it.
  public var nanoseconds: Int64

  /// The instant that many nanoseconds after the run's start.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The run's start.
  public static let zero = RunInstant(nanoseconds: 0)

  /// Earlier is less.
  public static func < (left: RunInstant, right: RunInstant) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The instant `duration` later.
  package static func + (left: RunInstant, duration: Duration) -> RunInstant {
    RunInstant(nanoseconds: left.nanoseconds + duration.nanoseconds)
  }

  /// The instant so many nanoseconds later; of what comes from outside, which must not trap.
  package func advanced(nanoseconds: Int64) -> RunInstant {
    RunInstant(nanoseconds: self.nanoseconds &+ nanoseconds)
  }

  /// Nanoseconds from `earlier` to this instant: for the path of a request, where a `Duration` costs a division.
  package func nanoseconds(since earlier: RunInstant) -> Int64 { nanoseconds - earlier.nanoseconds }

  /// The time from `right` to `left`.
  package static func - (left: RunInstant, right: RunInstant) -> Duration {
    .nanoseconds(left.nanoseconds - right.nanoseconds)
  }
}

extension RunInstant: Codable {
  /// Decodes the nanoseconds alone.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    nanoseconds = try container.decode(Int64.self)
    guard nanoseconds.magnitude <= CountLimits.mostNanoseconds else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no run lasts so long")
    }
  }

  /// Encodes the nanoseconds alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}
