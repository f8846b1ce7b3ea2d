/// What a run comes to, and with it the exit code. The first that applies, in this order.
public enum RunVerdict: String, Sendable, Codable, CaseIterable, Comparable {
  /// It was ended by hand: what it would have come to is not known.
  case interrupted
  /// The run cannot be trusted, or there is nothing to judge.
  case invalid
  /// A threshold does not hold.
  case failed
  /// None fails, but one cannot be decided.
  case inconclusive
  /// Every threshold holds.
  case passed

  /// The graver one is less.
  public static func < (left: RunVerdict, right: RunVerdict) -> Bool { left.gravity < right.gravity }

  private var gravity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
