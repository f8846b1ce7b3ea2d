import FoundationEssentials
import Pages
import Report
import RunModel
import Session
import Synchronization
import WebServer

/// A small web application over a folder of runs: the list, a run's page, live while it goes on, comparisons and
/// histories. It only reads, but for what a ``RunStarter`` may do.
package final class Site: Sendable {
  let folder: RunsFolder
  let feed: LiveFeed?
  let starter: RunStarter?
  private let gate: RequestGuard
  let histories = HistoryCache()
  private let viewings = Mutex<[String: Viewing]>([:])
  /// Whether something is computed that takes long: one at a time.
  private let isBusy = Mutex(false)
  /// Viewers who were told of a run's end, less the pages of ended runs that were given out since.
  private let waiting = Mutex(0)

  /// The most runs that are looked at while they go on.
  private static let most = 16

  /// - Parameters:
  ///   - reports: the folder of runs.
  ///   - hostNames: what it is called beside `localhost` and addresses in digits.
  ///   - feed: the state of runs of this process.
  ///   - starter: who begins and ends runs; `nil` for a site that only reads.
  ///
  /// Throws ``UsageProblem`` when there is no such folder.
  package init(_ reports: String, hostNames: [String] = [], feed: LiveFeed? = nil, starter: RunStarter? = nil)
    throws
  {
    folder = try RunsFolder(reports)
    gate = RequestGuard(names: Set(hostNames.map { $0.lowercased() }))
    (self.feed, self.starter) = (feed ?? starter?.feed, starter)
  }

  /// Answers a request. Called from several threads.
  package func answer(_ request: WebRequest) -> WebAnswer {
    var answer = gate.refusal(request) ?? page(request)
    answer.headers += Self.headers
    return answer
  }

  /// What a browser may do with any answer: nothing but show it. Pages name their own script in a policy of their own.
  private static let headers = [
    ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "no-referrer"),
    ("content-security-policy", "frame-ancestors 'none'"), ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"), ("cache-control", "no-store"),
  ]

  private func page(_ request: WebRequest) -> WebAnswer {
    guard let route = SiteRoute(request.path) else { return Self.nothingThere }
    guard route.changes == (request.method == .post) else {
      let allowed = route.changes ? "POST" : "GET, HEAD"
      return .text(405, "only \(allowed)", headers: [("allow", allowed)])
    }
    let fields = FormFields(request.query)
    switch route {
    case .list: return list(fields["q"] ?? "")
    case .live: return live()
    case .compare: return alone { self.comparison(fields.all("before"), fields.all("after")) }
    case .history: return alone { self.history() }
    case .start, .stop: return change(route, FormFields(String(decoding: request.body, as: UTF8.self)))
    case .slashMissing(let name): return .redirect(to: "/runs/\(AddressText.encoded(name))/")
    case .run(let name): return run(name)
    case .events(let name): return events(name)
    case .file(let name, let file):
      guard let bytes = folder.bytes(name, file), let type = SiteRoute.files[file] else {
        return Self.nothingThere
      }
      return WebAnswer(type: type, body: bytes)
    }
  }

  static let nothingThere = message(404, "Nothing there", "This address means nothing here.")

  /// A page with one sentence.
  static func message(_ status: Int, _ title: String, _ text: String, refresh: Int? = nil) -> WebAnswer {
    WebAnswer(
      status, type: "text/html; charset=utf-8", body: MessagePage(title, text, refresh: refresh).bytes)
  }

  /// Computes what takes long, one at a time: the live views and the load itself go on beside it.
  private func alone(_ body: () -> WebAnswer) -> WebAnswer {
    let isFirst = isBusy.withLock { busy in
      defer { busy = true }
      return !busy
    }
    guard isFirst else {
      return Self.message(
        503, "Busy", "Another comparison is being computed; this page tries again.", refresh: 2)
    }
    defer { isBusy.withLock { $0 = false } }
    return body()
  }
}

// MARK: - A run

extension Site {
  private func run(_ name: String) -> WebAnswer {
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

  private func events(_ name: String) -> WebAnswer {
    guard let viewing = viewing(name) else { return .text(503, "too many runs are looked at") }
    guard look(name, viewing) != nil else { return .text(404, "this run does not go on") }
    return .events(viewing.events)
  }

  private func live() -> WebAnswer {
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
      guard all.count < Self.most else { return nil }
      let new = Viewing()
      all[name] = new
      return new
    }
  }
}

// MARK: - Each second

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
