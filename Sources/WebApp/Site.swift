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
  private let ownFeed: LiveFeed?
  let starter: RunStarter?
  private let gate: RequestGuard
  let histories = HistoryCache()
  let viewings = Mutex<[String: Viewing]>([:])
  /// Whether something is computed that takes long: one at a time.
  private let isBusy = Mutex(false)
  /// Viewers who were told of a run's end, less the pages of ended runs that were given out since.
  let waiting = Mutex(0)
  /// When somebody was last told to ask again for the run that follows.
  let toldToAsk = Mutex<ContinuousClock.Instant?>(nil)

  /// The most runs that are looked at while they go on.
  static let mostLookedAt = 16

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
    (ownFeed, self.starter) = (feed, starter)
  }

  /// Runs of this process.
  var feed: LiveFeed? { ownFeed ?? starter?.feed }

  /// Answers a request. Called from several threads.
  package func answer(_ request: WebRequest) -> WebAnswer {
    var answer = gate.refusal(request) ?? page(request)
    let own = Set(answer.headers.map(\.name))
    answer.headers += Self.headers.filter { !own.contains($0.name) }
    return answer
  }

  /// What a browser may do with any answer: nothing but show it. Pages that are made here name their own script in a
  /// policy of their own. With `no-referrer` a browser would send `Origin: null` with the site's own forms.
  private static let headers: [(name: String, value: String)] = [
    ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "same-origin"),
    ("content-security-policy", "frame-ancestors 'none'"), ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"), ("cache-control", "no-store"),
  ]

  /// A file of a run's folder, whoever wrote it: it has no origin, and may load and send nothing. A page that has none
  /// is shown only without an opener policy.
  static func stored(_ bytes: [UInt8], _ type: String) -> WebAnswer {
    WebAnswer(
      type: type, body: bytes,
      headers: [
        (
          "content-security-policy",
          "sandbox allow-scripts allow-downloads; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ), ("cross-origin-opener-policy", "unsafe-none"),
      ])
  }

  private func page(_ request: WebRequest) -> WebAnswer {
    guard let route = SiteRoute(request.path) else { return Self.nothingThere }
    guard route.changes == (request.method == .post) else {
      let allowed = route.changes ? "POST" : "GET, HEAD"
      return .text(405, "only \(allowed)", headers: [("allow", allowed)])
    }
    let fields = FormFields(request.query)
    switch route {
    case .list: return list(fields["q"] ?? "", tag: fields["tag"] ?? "")
    case .live: return live()
    case .compare: return alone { self.comparison(fields.all("before"), fields.all("after")) }
    case .history: return alone { self.history() }
    case .start, .stop, .stopCheck:
      return change(route, FormFields(String(decoding: request.body, as: UTF8.self)))
    case .slashMissing(let name): return .redirect(to: "/runs/\(AddressText.encoded(name))/")
    case .run(let name): return run(name)
    case .events(let name): return events(name)
    case .file(let name, let file): return stored([name], file)
    case .step(let name, let step, let file): return stored([name, "steps", step], file)
    }
  }

  private func stored(_ folders: [String], _ file: String) -> WebAnswer {
    guard let bytes = folder.bytes(folders, file), let type = SiteRoute.files[file] else {
      return Self.nothingThere
    }
    return Self.stored(bytes, type)
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
