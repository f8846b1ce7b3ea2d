import LoadEngine
import Reactor
import RunModel
import Statistics

/// Stops one run while it answers, as the target's `stops` want it. The stream is read to its end. Confined to the run's
/// loop.
final class PlannedStop: @unchecked Sendable {
  private let client: DifyClient
  private let scope: RunScope
  private let path: (String) -> String
  private let user: String
  private let reader: AnswerReader
  private var timer: TimerToken?
  private var request: Task<FailureClass?, Never>?
  private var sent: RunInstant?
  private var answered: RunInstant?
  /// Before its first event a run has no id to be stopped by: so long until the next look, nanoseconds.
  private static let pause: Int64 = 20_000_000
  /// Of the stop request, milliseconds.
  private static let timeout = 10_000

  init(
    client: DifyClient, scope: RunScope, user: String, reader: AnswerReader,
    path: @escaping (String) -> String
  ) {
    (self.client, self.scope, self.user, self.reader, self.path) = (client, scope, user, reader, path)
  }

  /// Whether a task is one of those that are stopped.
  static func isWanted(_ plan: StopPlan, _ testCase: TestCase, _ context: TaskContext) -> Bool {
    var random = SeededGenerator(
      seed: stableHash(testCase.id), stream: UInt64(context.index), UInt64(context.attempt), 0x5709)
    return Double.random(in: 0..<1, using: &random) < plan.share
  }

  func begin(after seconds: Double) { wait(Int64(seconds * 1e9)) }

  private func wait(_ nanoseconds: Int64) {
    timer = scope.loop.schedule(at: scope.loop.now.advanced(by: nanoseconds)) { [weak self] in self?.stop() }
  }

  private func stop() {
    guard let task = reader.exchange.taskID else { return wait(Self.pause) }
    sent = scope.now
    let body = CanonicalJSON.bytes(of: ["user": .string(user)])
    let stop = client.post(path(task), body: body, timeout: Self.timeout)
    request = Task(executorPreference: scope.loop) { [self] in
      defer { answered = scope.now }
      do { _ = try await client.document(stop, scope: scope) } catch {
        return (error as? RequestProblem)?.failure ?? .unknown
      }
      return nil
    }
  }

  /// The stream is over: what the stop came to goes into the exchange. Returns whether the run ended by it.
  func end(_ exchange: inout ExchangeRecord, seen: SeenEnd, family: OutcomeClassifier.Family) async -> Bool {
    timer?.cancel()
    guard let sent, let request else { return false }
    let failure = await request.value
    exchange.note(CallRecord(.stop, took: ((answered ?? sent) - sent).nanoseconds, failure: failure))
    // Chats without a graph only end; whether they were stopped they do not say.
    let isStopped = seen == .stopped || family == .message && seen == .succeeded
    let close = exchange.close ?? scope.now
    exchange.note(
      CallRecord(.stopped, took: (close - sent).nanoseconds, failure: isStopped ? nil : .notStopped))
    if isStopped { exchange.stopRequest = .sent }
    return isStopped
  }
}

extension FailureClass {
  /// A run that was asked to stop ended in another way.
  static let notStopped = FailureClass(rawValue: "not-stopped")
}
