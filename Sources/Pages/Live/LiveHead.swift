import Report
import RunModel

/// What a run under way is doing, and how much of it is over.
struct LiveHead {
  let run: LiveRun
  private var standing: LiveStanding { run.standing }

  init(_ run: LiveRun) { self.run = run }

  var html: HTML {
    let targets = run.report.targets.prefix(8).map { "\($0.app) at \($0.baseURL)".cropped(200) }
    let note = run.note.map { "<p class=\"warning\">\($0)</p>" as HTML } ?? .empty
    return """
      <header><p class="kicker">floodgate, a run under way</p><h1>\(run.report.name.cropped(200))</h1>
      <p class="verdict"><b>\(word)</b>\(reason): \(time).</p>\(bar)
      <p class="meta">\(([run.report.startedAt.cropped(40)] + targets + RunTags.shown(run.report.tags)).joined(separator: " · "))</p></header>\(note)
      """
  }

  private var word: String {
    switch standing.phase {
    case "draining": "Draining"
    case "aborting": "Aborting"
    case "done": "Writing the report"
    default: "Running"
    }
  }

  private var reason: String { standing.reason.map { " (\($0.cropped(200)))" } ?? "" }

  private var time: String {
    let tasks = standing.planned.map { " of \(Figures.count($0))" } ?? ""
    let rest = standing.remaining.map { ", \(Figures.clock($0)) to go" } ?? ""
    return
      "\(Figures.count(standing.finished))\(tasks) tasks finished in \(Figures.clock(standing.elapsed))\(rest)"
  }

  /// How much is over: by tasks when their number is known, else by time.
  private var share: Double? {
    if let planned = standing.planned, planned > 0 { return Double(standing.finished) / Double(planned) }
    guard let rest = standing.remaining, standing.elapsed + rest > 0 else { return nil }
    return standing.elapsed / (standing.elapsed + rest)
  }

  private var bar: HTML {
    guard let share else { return .empty }
    let percent = min(max(share, 0), 1) * 100
    return """
      <div class="bar" role="progressbar" aria-label="progress" aria-valuemin="0" aria-valuemax="100" aria-valuenow="\(Int(percent))"><i style="width:\(percent)%"></i></div>
      """
  }
}
