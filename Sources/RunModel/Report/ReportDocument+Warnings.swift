extension ReportDocument {
  /// Why the run cannot be trusted, beside what the verdict itself says. Reports of older versions have only the
  /// generator's problems.
  package var graverReasonsBeside: [String] {
    guard let reasons else { return verdict == .invalid ? [] : generator.problems }
    return reasons.filter { $0.kind.verdict == .invalid && verdict != .invalid }.map(\.text)
  }

  /// Why the run is invalid or was interrupted, for those who show no headline, as far as no note says so.
  package var graveReasons: [String] {
    let all = reasons?.filter { $0.kind.verdict <= .invalid }.map(\.text) ?? generator.problems
    return all.filter { !notes.contains($0) }
  }
}
