/// What all thresholds come to, and with them the exit code.
public enum RunVerdict: String, Sendable, Codable, CaseIterable {
  /// Every threshold holds (or there is none).
  case passed
  /// One does not.
  case failed
  /// None fails, but one cannot be decided.
  case inconclusive
  /// The run cannot be trusted, or there is nothing to judge.
  case invalid
}
