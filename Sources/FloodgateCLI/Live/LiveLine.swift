import Report
import RunModel
import Session

/// The live view of a pipe or a log: one plain line an interval.
enum LiveLine {
  /// One line without colour or cursor movement.
  static func text(_ snapshot: RunProgress) -> String {
    var parts = ["\(Figures.clock(snapshot.elapsed))"]
    let planned = snapshot.planned.map { "/\($0)" } ?? ""
    parts.append("\(snapshot.finished)\(planned) done")
    parts.append("\(Figures.digits(snapshot.rate))/s")
    if let rate = snapshot.successRate { parts.append("success \(Figures.percent(rate))") }
    parts.append("\(snapshot.inFlight) in flight")
    if let oldest = snapshot.tellingOldest { parts.append("oldest \(Figures.seconds(oldest))") }
    if let response = snapshot.response { parts.append(response.words) }
    let failing = snapshot.thresholds.filter { $0.standing == .failing }.map(\.expression)
    if !failing.isEmpty { parts.append("failing: \(failing.joined(separator: "; "))") }
    if !snapshot.lost.isEmpty {
      parts.append("lost: shard \(snapshot.lost.prefix(10).joined(separator: ", "))")
    }
    return parts.joined(separator: "  ")
  }
}
