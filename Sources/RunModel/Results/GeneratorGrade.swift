/// How far the figures of a run can be believed to be the server's, for what the generator and its machine did.
public enum GeneratorGrade: String, Sendable, Codable, CaseIterable, Comparable {
  /// It adds less than 2 ms, and had its machine to itself.
  case a = "A"
  /// It adds less than 10 ms, or the machine had other work to do.
  case b = "B"
  /// It adds more, or others had most of the machine: figures near what it adds are its own.
  case c = "C"
  /// It was in the way: the run is invalid.
  case d = "D"

  /// A better one is less.
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension GeneratorHealth {
  /// The worst grade that one of these gives, and why; `nil` for a run that was too short to tell, and in virtual time.
  public var grade: (grade: GeneratorGrade, reason: String)? {
    if let problem = problems.first { return (.d, problem) }
    guard let lag else { return nil }
    let own: GeneratorGrade = lag.p99 < 0.002 ? .a : lag.p99 < 0.01 ? .b : .c
    let foreign = (otherPrograms ?? 0) + (steal ?? 0)
    let shared: GeneratorGrade = foreign < 0.25 ? .a : foreign < 0.6 ? .b : .c
    let words = "\(worker ?? "it") adds \(added(lag)) to a TTFT"
    return (max(own, shared), shared == .a ? words : "\(others), and \(words)")
  }

  /// Whether a latency, nanoseconds, is near what the generator and its machine take themselves at the quantile: ten times
  /// what the loop added, or twice the machine's floor, in which the stand-in's part is too.
  package func isNear(_ nanoseconds: Double, _ metric: MetricName, at share: Double) -> Bool {
    func own(_ p50: Double?, _ p99: Double?) -> Double { (share > 0.5 ? p99 : p50) ?? 0 }
    let least = max(10 * own(lag?.p50, lag?.p99), 2 * own(floor?.p50, floor?.p99))
    return metric.isSeenByClient && nanoseconds / 1e9 < least
  }

  private func added(_ lag: Lag) -> String {
    "\(Figures.seconds(lag.p50)) at p50 and \(Figures.seconds(lag.p99)) at p99"
  }

  private var others: String {
    let parts = [
      otherPrograms.map { "other programs used \(Figures.percent($0)) of the cores" },
      steal.flatMap { $0 < 0.01 ? nil : "the host gave \(Figures.percent($0)) of them to others" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
