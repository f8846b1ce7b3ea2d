import CurlTransport
import Dify
import FoundationEssentials
import LoadEngine
import MockDify
import Reactor
import RunModel

/// Runs an empty workflow of the load's server before, beside and after the load, on the run's own loop. Its runs have a
/// connection of their own and are in no figure of the load.
final class BaselineProbe: @unchecked Sendable {
  private let plan: BaselinePlan
  private let loop: EpollLoop
  private let transport: Transport
  private let client: DifyClient
  private let secrets: Secrets
  private let seconds: Double
  private let runID: String
  private let beside = CancellationToken()
  private var work: DifyWork?
  /// What came of it. On the loop.
  private(set) var report = BaselineReport()
  /// What came of it in the turn under way, since ``beginTurn()``. On the loop.
  private(set) var ofTurn = BaselineReport()

  /// An empty workflow takes less than that, whatever the server does.
  private static let timeout = Duration.seconds(60)

  /// What is asked, and with what.
  struct Prepared {
    fileprivate var plan: BaselinePlan
    fileprivate var opened: TargetSecrets
    fileprivate var key: Secret?
    fileprivate var url: String?
    fileprivate var length: Double?
  }

  /// Of a run's manifest, before anything of the run is made; `nil` when it wants none. Throws ``UsageProblem`` for a key
  /// that is not there.
  static func prepare(
    _ header: ManifestHeader, _ mocks: [String: MockDifyServer], in environment: [String: String]
  ) throws -> Prepared? {
    guard let plan = header.platform, var target = header.targets.first else { return nil }
    let server = mocks[target.name]?.url
    target.name = "baseline"
    (target.app, target.workflowVersion, target.key) = (.workflow, nil, plan.key)
    (target.call, target.dataset, target.followUps, target.stopPlan) = (nil, nil, nil, nil)
    if let url = plan.baseURL { target.baseURL = url }
    let isOfStandIn = target.isStandIn && plan.key == nil
    guard isOfStandIn || plan.key != nil else {
      throw UsageProblem(
        "baseline has no api_key: it is the key of an empty workflow (start to end) of the server")
    }
    let opened = try TargetSecrets([target], variables: header.variables ?? [], in: environment)
    let key = isOfStandIn ? Secret("app-empty") : opened.entries[0].key
    return Prepared(
      plan: plan, opened: opened, key: key, url: plan.baseURL == nil ? server : nil, length: header.length)
  }

  init(_ prepared: Prepared, _ loop: EpollLoop, _ runID: String) {
    let (opened, key, url) = (prepared.opened, prepared.key, prepared.url)
    (plan, self.loop, self.runID, secrets) = (prepared.plan, loop, runID, opened.secrets)
    seconds = prepared.length ?? 86_400
    let target = opened.entries[0].opened
    transport = Transport(loop: loop, options: TransportOptions(target.connection))
    client = DifyClient(target: target, baseURL: url, key: key, secrets: opened.secrets, transport: transport)
  }

  /// Before the load: when none of its runs succeeds, the load is not begun. Throws ``UsageProblem``.
  func runBefore(_ token: CancellationToken) async throws {
    try await alone(.before, token)
    let part = report[.before]
    guard part.asked > 0, part.asked == part.failed else { return }
    throw UsageProblem("the baseline's workflow cannot be run: \(report.problem ?? "no reason is known")")
  }

  /// Beside the load, until ``endBeside()``.
  func runBeside() async {
    let load = OpenLoad(
      stages: [LoadStage(duration: .seconds(seconds + 3600), target: 1 / plan.every)],
      startRate: 1 / plan.every,
      maxInFlight: 10)
    do { try await run(.beside, .open(load), beside) } catch is CancellationError {} catch {
      report.fail("\(error)")
    }
  }

  /// A turn of the load begins. On the loop.
  func beginTurn() { ofTurn = BaselineReport() }

  /// The load is over.
  func endBeside() { beside.cancel(reason: "the load is over") }

  /// After the load.
  func runAfter(_ token: CancellationToken) async {
    if token.stage == .none { try? await alone(.after, token) }
  }

  /// Closes its connection.
  func close() { transport.shutdown() }

  private func alone(_ phase: BaselineReport.Phase, _ token: CancellationToken) async throws {
    guard plan.around > 0 else { return }
    let stage = LoadStage(duration: .seconds(plan.around), target: 1)
    try await run(phase, .closed(ClosedLoad(stages: [LoadStage(duration: .zero, target: 1), stage])), token)
  }

  private func run(_ phase: BaselineReport.Phase, _ load: LoadProfile, _ token: CancellationToken)
    async throws
  {
    let policy = ExecutionPolicy(
      concurrency: 1, stopConditions: StopConditions(timeoutPerTask: Self.timeout), load: load)
    let header = ManifestHeader(name: "baseline", targets: [client.target], execution: policy)
    let id = "\(runID)-\(phase.rawValue)"
    var executor = ConcurrentExecutor(ids: IDSource(run: { id }, task: IDSource.standard.task)) { [self] in
      try await ask($0)
    }
    executor.secrets = secrets
    let sink = Sink { [self] in
      report.record($0, phase)
      ofTurn.record($0, phase)
    }
    _ = try await executor.run(
      RunManifest(header: header, cases: [TestCase(id: "empty")]), header: header, cancellation: token,
      sinks: [sink], keepsResults: false, on: loop)
  }

  private func ask(_ context: TaskContext) async throws -> TaskOutput {
    let work = work ?? DifyWork(client: client, app: .workflow, scope: context.scope, keepsContent: false)
    self.work = work
    return try await work(context)
  }

  /// Confined to the run's loop.
  private final class Sink: ResultSink, @unchecked Sendable {
    private let take: (TaskResult) -> Void
    init(_ take: @escaping (TaskResult) -> Void) { self.take = take }
    func record(_ result: TaskResult) { take(result) }
  }
}
