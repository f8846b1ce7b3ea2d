import LoadEngine
import Pages
import Report
import RunModel
import Session
import Synchronization

/// Begins and ends runs of the scenarios that it was given, one at a time, for who has its token.
package final class RunStarter: Sendable {
  private struct State {
    /// What ends the run that was begun; `nil` when none was.
    var token: CancellationToken?
    var scenario: String?
    var problem: String?
    /// Of that run alone: what it says is told of no other.
    var feed = LiveFeed()
  }

  private let scenarios: [String]
  private let reports: String
  private let secret: String
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
  /// The run that goes on here, or the last one.
  var feed: LiveFeed { state.withLock { $0.feed } }
  /// The id of the run that goes on here.
  var current: String? {
    state.withLock { $0.token == nil ? nil : $0.feed.run?.run.standing.run }
  }
  /// The scenario that was begun and is still being checked: there is no run yet.
  var checked: String? {
    state.withLock { $0.token == nil || $0.feed.run != nil ? nil : $0.scenario }
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
    let (token, feed) = (CancellationToken(), LiveFeed())
    let isFree = state.withLock { state in
      guard state.token == nil else { return false }
      state = State(token: token, scenario: scenario, feed: feed)
      return true
    }
    guard isFree else { return nil }
    return { Task { await self.run(scenario, token, feed) } }
  }

  /// Lets what is in flight end; a second time ends it at once. Whether that run goes on here.
  func stop(_ run: String) -> Bool {
    guard current == run, let token = state.withLock({ $0.token }) else { return false }
    if token.isCancelled { token.abort() } else { token.cancel(reason: "stopped in the browser") }
    return true
  }

  /// Gives up a run that is still being checked, without waiting for the server that is asked. Whether there was one.
  func stopCheck() -> Bool {
    let given = state.withLock { state -> CancellationToken? in
      guard let token = state.token, state.feed.run == nil else { return nil }
      state = State(problem: "\(state.scenario ?? ""): stopped before it began")
      return token
    }
    given?.abort(reason: "stopped in the browser")
    return given != nil
  }

  /// Ends what goes on, and waits for its report.
  package func end() async {
    if stopCheck() { return }
    while let token = state.withLock({ $0.token }) {
      token.abort(reason: "interrupted")
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private func run(_ scenario: String, _ token: CancellationToken, _ feed: LiveFeed) async {
    var problem: String?
    do {
      var loader = ManifestLoader()
      (loader.asksServer, loader.runs) = (true, reports)
      var manifest = try await loader.load(scenario)
      let gate = try RunGate.make(for: &manifest)
      var options = RunSession.Options()
      (options.reports, options.live) = (reports, feed)
      // It may have been given up meanwhile.
      guard !token.isCancelled else { return }
      _ = try await RunSession(manifest: manifest, gate: gate, options: options, token: token).run()
    } catch {
      problem = "\(error)"
    }
    state.withLock { state in
      guard state.token === token else { return }
      state = State(problem: problem, feed: problem == nil ? feed : LiveFeed())
    }
  }
}
