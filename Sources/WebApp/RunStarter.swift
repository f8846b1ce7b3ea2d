import LoadEngine
import Pages
import Report
import RunModel
import Session
import Synchronization

/// Begins and ends runs of the scenarios that it was given, one at a time, for who has its token.
package final class RunStarter: Sendable {
  private struct State {
    var token: CancellationToken?
    var problem: String?
  }

  private let scenarios: [String]
  private let reports: String
  private let secret: String
  let feed = LiveFeed()
  private let state = Mutex(State())

  /// - Parameter scenarios: files that may be run, and no others.
  package init(scenarios: [String], reports: String) {
    (self.scenarios, self.reports) = (scenarios, reports)
    secret = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }

  /// What has to be given with whatever begins or ends a run: some 128 bits of chance.
  package var token: String { secret }
  /// The scenarios, as they were named.
  var names: [String] { scenarios }
  /// What kept the last run from beginning.
  var problem: String? { state.withLock { $0.problem } }
  /// The id of the run that goes on here.
  var current: String? {
    state.withLock { $0.token == nil ? nil : feed.run?.run.standing.run }
  }

  /// Takes as long whatever is given.
  func isToken(_ given: String) -> Bool {
    let (own, other) = (Array(secret.utf8), Array(given.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// What begins the run; `nil` when another goes on, or the scenario is none of its own.
  func start(_ scenario: String) -> (@Sendable () -> Void)? {
    guard scenarios.contains(scenario) else { return nil }
    let token = CancellationToken()
    let isFree = state.withLock { state in
      guard state.token == nil else { return false }
      (state.token, state.problem) = (token, nil)
      return true
    }
    guard isFree else { return nil }
    return { Task { await self.run(scenario, token) } }
  }

  /// Lets what is in flight end; a second time ends it at once. Whether that run goes on here.
  func stop(_ run: String) -> Bool {
    guard current == run, let token = state.withLock({ $0.token }) else { return false }
    if token.isCancelled { token.abort() } else { token.cancel(reason: "stopped in the browser") }
    return true
  }

  /// Ends what goes on, and waits for its report.
  package func end() async {
    while let token = state.withLock({ $0.token }) {
      token.abort(reason: "interrupted")
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private func run(_ scenario: String, _ token: CancellationToken) async {
    var problem: String?
    do {
      var loader = ManifestLoader()
      loader.asksServer = true
      var manifest = try await loader.load(scenario)
      let gate = try RunGate.make(for: &manifest)
      var options = RunSession.Options()
      (options.reports, options.live) = (reports, feed)
      _ = try await RunSession(manifest: manifest, gate: gate, options: options, token: token).run()
    } catch {
      problem = "\(error)"
    }
    state.withLock { $0 = State(token: nil, problem: problem) }
  }
}
