import CurlTransport
import Dify
import FoundationEssentials
import LoadEngine
import MockDify
import Reactor
import Report
import RunModel

/// The targets of a run, ready to be asked: stand-ins started, keys found, apps checked. On the run's loop.
package final class RunTargets: @unchecked Sendable {
  private struct Target {
    /// As it may be written down.
    var specification: TargetSpecification
    var client: DifyClient
    var app: TargetSpecification.AppKind
    var serverVersion: String?
    var work: DifyWork?
    var scope: RunScope?
  }

  private var targets: [String: Target] = [:]
  private let scenarios: [String: ScenarioPlan]
  private let keepsContent: Set<String>
  private let tell: (@Sendable (AskedEvent) -> Void)?
  private var transports: [Transport] = []
  private let reconcile: ReconcilePolicy?
  package private(set) var notes: [String] = []
  private let defaultTarget: String
  /// Raw transcripts; `nil` when none are wanted.
  package let transcripts: TranscriptStore?
  /// What must not be seen of the run.
  package let secrets: Secrets

  /// So many cases are compared with what their app takes.
  package static let caseLimit = 10_000

  /// Prepares everything. Throws what is wrong, in words; nothing was sent as load then.
  package init(
    _ header: ManifestHeader, cases: [TestCase], mocks: [String: MockDifyServer], loop: EpollLoop,
    options: RunSession.Options
  ) async throws {
    let opened = try TargetSecrets(of: header, in: options.environment)
    secrets = opened.secrets
    reconcile = header.reconcile ?? (options.reconciles ? ReconcilePolicy() : nil)
    scenarios = Dictionary(header.scenarios.map { ($0.name, $0) }) { first, _ in first }
    keepsContent = Set(
      header.scenarios.filter { options.keepsOutputs || !$0.expectations.isEmpty }.flatMap(\.allTargets))
    defaultTarget = header.targets.first?.name ?? "default"
    let scope = RunScope(runID: "preflight", loop: loop, origin: loop.now, logger: .silent)
    tell = options.tell
    transcripts =
      options.transcripts > 0 ? TranscriptStore(limit: options.transcripts, secrets: secrets) : nil
    let cases = Dictionary(grouping: cases, by: name(of:))
    for entry in opened.entries {
      let specification = entry.written
      let transport = Transport(loop: loop, options: TransportOptions(entry.opened.connection))
      transports.append(transport)
      let client = DifyClient(
        target: entry.opened, baseURL: mocks[specification.name]?.url, key: entry.key, secrets: secrets,
        transport: transport)
      let cases = cases[specification.name] ?? []
      let preflight = try await preflight(client, specification, cases, scope)
      targets[specification.name] = Target(
        specification: specification, client: client,
        app: specification.app ?? preflight?.description.app ?? Self.guess(cases.first),
        serverVersion: preflight?.serverVersion.map(secrets.redact))
    }
  }

  /// The most transfers that waited for their start since this was last asked. On the loop.
  func takeMostWaiting() -> Int { transports.reduce(0) { $0 + $1.takeMostWaiting() } }

  /// Without a word from the scenario or the server: questions are for chats.
  private static func guess(_ first: TestCase?) -> TargetSpecification.AppKind {
    first.map { $0.query != nil || !$0.turns.isEmpty } ?? false ? .advancedChat : .workflow
  }

  private func preflight(
    _ client: DifyClient, _ target: TargetSpecification, _ cases: [TestCase], _ scope: RunScope
  ) async throws -> Preflight? {
    guard target.preflight else { return nil }
    let preflight: Preflight
    do {
      preflight = try await Preflight.ask(client, scope: scope)
    } catch {
      throw UsageProblem(
        "target '\(target.name)' cannot be used: \(AppProbe.words(error, secrets))\n(preflight: false skips this check)"
      )
    }
    let problems = preflight.problems(with: target, cases: cases, secrets)
    guard problems.isEmpty else {
      throw UsageProblem(
        "target '\(target.name)' does not fit the scenario:\n  "
          + problems.joined(separator: "\n  ")
          + "\n(preflight: false skips this check)")
    }
    notes += preflight.notes(on: target, cases: cases).map(secrets.redact)
    return preflight
  }

  /// The target of a case.
  private func name(of testCase: TestCase) -> String {
    scenarios[testCase.scenario]?.target(of: testCase.variant) ?? defaultTarget
  }

  /// Does one attempt.
  package func work(_ context: TaskContext) async throws -> TaskOutput {
    try await targetWork(context)(context)
  }

  /// What asks the target of a task's case. Not inlined: the frame of ``work(_:)`` is memory of each open stream.
  @inline(never)
  private func targetWork(_ context: TaskContext) throws -> DifyWork {
    let name = name(of: context.testCase)
    if let work = targets[name]?.work { return work }
    guard let target = targets[name] else {
      throw TaskError.broken("there is no target '\(name)'", class: .badRequest)
    }
    let work = DifyWork(
      client: target.client, app: target.app, scope: context.scope,
      keepsContent: keepsContent.contains(name), ledger: RunLedger(keepsAll: reconcile != nil), tell: tell)
    work.transcripts = transcripts
    targets[name]?.work = work
    targets[name]?.scope = context.scope
    return work
  }

  /// What the report says of the targets.
  package var facts: [TargetFacts] {
    targets.sorted { $0.key < $1.key }.map { name, target in
      TargetFacts(target.specification, app: target.app, serverVersion: target.serverVersion)
    }
  }

  /// What the server's record says of the run: of all of it, when that is wanted, else of what was given up.
  /// - Parameters:
  ///   - isWhole: whether no other process has begun runs under the same names.
  ///   - token: when it aborts, what is known by then is told.
  package func conclude(isWhole: Bool, token: CancellationToken) async -> RunConclusion {
    var conclusion = RunConclusion()
    for (_, target) in targets.sorted(by: { $0.key < $1.key }) {
      guard let work = target.work, let scope = target.scope else { continue }
      _ = await work.stops.drain()
      if let left = await work.cleanUp(scope) {
        conclusion.notes.append("target '\(target.specification.name)': \(left)")
      }
      // What is no run has no record.
      if target.specification.call != nil { continue }
      if let unnamed = work.unnamedRuns {
        conclusion.notes.append("target '\(target.specification.name)': \(unnamed)")
      }
      let policy = reconcile ?? ReconcilePolicy()
      var reconciler = work.reconciler(policy, scope: scope, isWhole: isWhole)
      reconciler?.isOver = { token.stage == .abort }
      if reconcile != nil {
        conclusion.add(await reconciler?.compareAll() ?? .impossible(target.specification.name))
      } else if let found = await reconciler?.lookAtOpen() {
        conclusion.notes.append(found.sentenceOfGivenUp(target.specification.givingUp))
        conclusion.notes += found.notes
      }
    }
    return conclusion
  }

  /// Waits for the stop requests that are under way, then closes every connection. Returns how many runs may go on
  /// because the request to stop them failed.
  package func close() async -> Int {
    var failed = 0
    for target in targets.values { failed += await target.work?.stops.drain() ?? 0 }
    for transport in transports { transport.shutdown() }
    return failed
  }
}

extension TransportOptions {
  package init(_ settings: ConnectionSettings) {
    self.init()
    switch settings.strategy {
    case .pool: strategy = .pool
    case .perUser: strategy = .perUser
    case .new: strategy = .new
    }
    switch settings.http {
    case .http1: http = .http1
    case .http2: http = .http2
    case .http2PriorKnowledge: http = .http2PriorKnowledge
    }
    insecure = settings.insecure
    caFile = settings.caFile
    proxy = settings.proxy
    connectTimeout = max(1, Int(settings.connectTimeout * 1000))
    resolve = settings.resolve
    resendsOnStaleConnection = settings.resendStale ?? false
  }
}
