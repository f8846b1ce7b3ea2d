import RunModel

/// Parts that have one colour in pictures, from the client to the database.
struct TimeGroup {
  let title: String
  /// A class of the style sheet.
  let style: String
  let parts: [TimePart]

  static let all: [TimeGroup] = [
    TimeGroup(
      title: "client (limits, lateness, retries)", style: "quiet",
      parts: [.earlier, .clientWait, .uploads, .lateness, .turns]),
    TimeGroup(
      title: "network", style: "third", parts: [.dns, .connect, .tls, .requestSent, .remainder]),
    TimeGroup(title: "headers (queue)", style: "warn", parts: [.headers]),
    TimeGroup(title: "workflow_started (Celery)", style: "worse", parts: [.started]),
    TimeGroup(title: "nodes", style: "accent", parts: [.application, .nodes, .plugin]),
    TimeGroup(title: "gaps between nodes", style: "q3", parts: [.gaps]),
    TimeGroup(title: "model, first token", style: "second", parts: [.modelFirstToken]),
    TimeGroup(title: "model, generation", style: "good", parts: [.modelGeneration]),
    TimeGroup(title: "after the last text", style: "q2", parts: [.afterText]),
    TimeGroup(title: "persistence", style: "q1", parts: [.persistence]),
  ]

  /// Nanoseconds of it.
  func sum(_ parts: TimeParts) -> Int64 { parts.sum(of: self.parts) }

  /// Those that are at least a two-hundredth of the whole.
  static func shown(_ sums: TimeParts) -> [TimeGroup] {
    let total = sums.total
    return all.filter { total > 0 && $0.sum(sums) * 200 >= total }
  }

  static func of(_ part: TimePart) -> TimeGroup { all.first { $0.parts.contains(part) } ?? all[0] }
}

/// A bar of one task's or many tasks' parts, as wide as its cell.
struct PartsBar {
  let parts: TimeParts

  var html: HTML {
    let pieces = TimeGroup.shown(parts).map { group -> HTML in
      let share = Double(group.sum(parts)) / Double(max(parts.total, 1)) * 100
      return "<i class=\"\(group.style)\" style=\"width:\(share)%\" title=\"\(group.title)\"></i>"
    }
    return "<div class=\"split\" aria-hidden=\"true\">\(joining: pieces)</div>"
  }
}
