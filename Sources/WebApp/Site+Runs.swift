import Pages
import Report
import RunModel
import Session
import Synchronization
import WebServer

/// Runs, those that go on among them.
extension Site {
  func run(_ name: String) -> WebAnswer {
    if let viewing = viewing(name), let state = look(name, viewing) {
      return WebAnswer(type: "text/html; charset=utf-8", body: LivePage(state).bytes)
    }
    guard let paths = paths(name) else { return Self.nothingThere }
    if let page = try? ReportFile.readBytes(paths.page) {
      waiting.withLock { $0 = max(0, $0 - 1) }
      return WebAnswer(type: "text/html; charset=utf-8", body: page)
    }
    guard let report = try? ReportFile.read(paths.report) else {
      return Self.message(
        200, "No report yet", "This run has no report: it is being written, or the run was killed.",
        refresh: 2)
    }
    return WebAnswer(type: "text/html; charset=utf-8", body: ReportPage(report).bytes)
  }

  func events(_ name: String) -> WebAnswer {
    guard let viewing = viewing(name) else { return .text(503, "too many runs are looked at") }
    guard look(name, viewing) != nil else { return .text(404, "this run does not go on") }
    return .events(viewing.events)
  }

  func live() -> WebAnswer {
    if let own = feed?.run { return .redirect(to: "/runs/\(AddressText.encoded(own.run.standing.run))/") }
    if let first = folder.underWay.first {
      return .redirect(to: "/runs/\(AddressText.encoded(first.folder))/")
    }
    return Self.message(200, "No run goes on", "This page follows as soon as one does.", refresh: 1)
  }

  /// A run's folder: below the folder of runs, or where a run of this process is written.
  private func paths(_ name: String) -> RunPaths? {
    if let own = feed?.run, own.run.standing.run == name { return RunPaths(folder: own.folder) }
    return folder.run(name)
  }

  /// The state of a run that goes on.
  private func look(_ name: String, _ viewing: Viewing) -> LiveRun? {
    if let own = feed?.run, own.run.standing.run == name {
      let isOver = own.run.standing.phase == "done" && RunPaths(folder: own.folder).hasReport
      return isOver ? nil : own.run
    }
    guard let paths = folder.run(name), RunsFolder.standing(paths) != nil else { return nil }
    return viewing.look(paths)
  }

  /// Who looks at a run; `nil` when too many runs are looked at.
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

extension Site {
  /// Draws each run that somebody looks at, once for all who do. To be called once a second.
  package func tick() {
    for (name, viewing) in viewings.withLock({ $0 }) {
      if viewing.isForgotten() { forget(name) }
      guard viewing.events.viewers > 0 else { continue }
      if let state = look(name, viewing) {
        viewing.events.publish(EventFrame.bytes("state", LivePage(state).frame))
      } else {
        waiting.withLock { $0 += viewing.events.viewers }
        viewing.events.finish(EventFrame.bytes("end", ""))
        forget(name)
      }
    }
  }

  private func forget(_ name: String) { viewings.withLock { $0[name] = nil } }

  /// Shows those who look at a run that has ended its report, and waits until they have it, a few seconds at most.
  package func finish() async {
    tick()
    for _ in 0..<100 where waiting.withLock({ $0 > 0 }) { try? await Task.sleep(for: .milliseconds(50)) }
  }
}
