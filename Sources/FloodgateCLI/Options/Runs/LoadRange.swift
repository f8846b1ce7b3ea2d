import Session

/// Loads from one to another, as a sweep's options write them: `10..50:10`, or `1..5` for each whole one. Pure.
struct LoadRange {
  let loads: [Double]

  /// `nil` for what is none, or has more loads than a sweep may.
  init?(_ text: String) {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let rest = text[dots.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard let from = Double(text[..<dots.lowerBound]), rest.count <= 2,
      let to = rest.first.flatMap({ Double($0) }),
      let by = rest.count == 2 ? Double(rest[1]) : 1, by > 0, by.isFinite, to >= from, to.isFinite
    else { return nil }
    // So that 1..3:0.1 has its end.
    let count = ((to - from) / by + 1e-9).rounded(.down) + 1
    guard count <= Double(SweepRuns.limit) else { return nil }
    // Sums of tenths are no tenths: rounded as they are written.
    loads = (0..<Int(count)).map { ((from + Double($0) * by) * 1e6).rounded() / 1e6 }
  }
}
