/// What tasks about a quantile of the length are made of.
package struct TimeShare: Sendable {
  package var part: TimePart
  /// The part's mean over those tasks, nanoseconds.
  package var nanoseconds: Double
  /// Of their whole time, 0 to 1.
  package var share: Double
}

extension TimeProfile {
  /// The parts of the tasks about a quantile of the length, the largest first; those that took no time are left out.
  package func shares(at quantile: Double) -> [TimeShare] {
    guard let row = tail.around(quantile), row.parts.total > 0 else { return [] }
    let total = Double(row.parts.total)
    return TimePart.allCases.filter { row.parts[$0] > 0 }.map { part in
      let sum = Double(row.parts[part])
      return TimeShare(part: part, nanoseconds: sum / Double(row.count), share: sum / total)
    }.sorted { ($1.share, $0.part.position) < ($0.share, $1.part.position) }
  }

  /// Where a slow task's time goes, in one sentence; `nil` when nothing is known.
  package var sentence: String? {
    let shares = shares(at: 0.95)
    guard let row = tail.around(0.95), !shares.isEmpty else { return nil }
    let mean = Figures.seconds(Double(row.parts.total) / Double(row.count) / 1e9)
    let named = shares.prefix(3).filter { $0.share >= 0.05 }.map {
      "\(Figures.wholePercent($0.share)) \($0.part.title)"
    }
    return "What a task at the p95 (\(mean)) is made of: \(named.joined(separator: "; "))."
  }
}

extension Figures {
  /// A share without decimals.
  package static func wholePercent(_ share: Double) -> String { "\(fixed(share * 100, 0)) %" }
}
