extension ReportDocument {
  /// Why the run cannot be trusted, beside what the verdict itself says. Reports of older versions have only the
  /// generator's problems.
  package var graverReasonsBeside: [String] {
    guard let reasons else { return verdict == .invalid ? [] : generator.problems }
    return reasons.filter { $0.kind.verdict == .invalid && verdict != .invalid }.map(\.text)
  }

  /// Why the run is invalid or was interrupted, for those who show no headline.
  package var graveReasons: [String] {
    reasons?.filter { $0.kind.verdict <= .invalid }.map(\.text) ?? generator.problems
  }
}
