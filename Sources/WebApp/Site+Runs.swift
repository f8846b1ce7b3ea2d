import Pages
import Report
import RunModel
import Session
import Synchronization
import WebServer

/// Runs, those that go on among them.
extension Site {
  func run(_ name: String) -> WebAnswer {
    if let going = going(name) {
      guard let state = state(of: going, name) else { return Self.tooMany }
      return WebAnswer(type: "text/html; charset=utf-8", body: LivePage(state).bytes)
    }
    guard let paths = paths(name) else { return Self.nothingThere }
    if let page = try? ReportFile.readBytes(paths.page) {
      waiting.withLock { $0 = max(0, $0 - 1) }
      return Self.stored(page, "text/html; charset=utf-8")
    }
    guard let report = try? ReportFile.read(paths.report) else {
      return Self.message(200, "No report yet", Self.whyNone(paths), refresh: 2)
    }
    return WebAnswer(type: "text/html; charset=utf-8", body: ReportPage(report).bytes)
  }

  private static func whyNone(_ paths: RunPaths) -> String {
    ShardsFolder.isOne(paths.folder)
      ? "This run is shared out and has no report: its shards have not begun, or are being joined, or nobody waits for them; `floodgate report \(paths.runID)` joins those that have ended."
      : "This run has no report: it is being written, or the run was killed."
  }

  func events(_ name: String) -> WebAnswer {
    guard going(name) != nil else { return .text(404, "this run does not go on") }
    guard let viewing = viewing(name) else { return .text(503, "too many runs are looked at") }
    return .events(viewing.events)
  }

  func live() -> WebAnswer {
    if let feed, let own = feed.run?.run.standing.run {
      if feed.isAwaited, going(own) == nil { return nextRun() }
      return .redirect(to: "/runs/\(AddressText.encoded(own))/")
    }
    if let first = folder.underWay.first {
      return .redirect(to: "/runs/\(AddressText.encoded(first.folder))/")
    }
    return Self.message(200, "No run goes on", "This page follows as soon as one does.", refresh: 1)
  }

  /// For the time between two runs of a series.
  private func nextRun() -> WebAnswer {
    toldToAsk.withLock { $0 = .now }
    return Self.message(200, "The next run follows", "This page shows it as soon as it begins.", refresh: 1)
  }

  private static let tooMany = message(
    503, "Not to be shown now",
    "More runs are looked at than are followed, or what this one has written cannot be read. This page tries again.",
    refresh: 5)

  /// A run's folder: where a run of this process is written, or below the folder of runs.
  private func paths(_ name: String) -> RunPaths? {
    feed?.folder(of: name).map { RunPaths(folder: $0) } ?? folder.run(name)
  }

  /// A run that goes on.
  enum Going {
    case own(LiveRun)
    case elsewhere(RunPaths)
  }

  /// `nil` for a run that is over, and for what is none.
  func going(_ name: String) -> Going? {
    if let own = feed?.run, own.run.standing.run == name {
      let isOver = own.run.standing.phase == "done" && RunPaths(folder: own.folder).hasReport
      return isOver ? nil : .own(own.run)
    }
    guard let paths = folder.run(name), RunsFolder.goesOn(paths) else { return nil }
    return .elsewhere(paths)
  }

  /// How it stands; `nil` when too many runs are looked at, or it cannot be read.
  func state(of going: Going, _ name: String) -> LiveRun? {
    switch going {
    case .own(let run): run
    case .elsewhere(let paths): viewing(name)?.look(paths)
    }
  }

  /// Who looks at a run that goes on; `nil` when too many runs are looked at.
  private func viewing(_ name: String) -> Viewing? {
    viewings.withLock { all in
      if let known = all[name] { return known }
      guard all.count < Self.mostLookedAt else { return nil }
      let new = Viewing()
      all[name] = new
      return new
    }
  }
}
