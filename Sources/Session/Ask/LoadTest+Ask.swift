import LoadEngine
import RunModel

extension LoadTest {
  /// Does the first of its cases once, without load, retries, setup or files: a look at what the app says. `tell` hears
  /// all that is sent and comes, as it comes. Throws ``UsageProblem`` for what keeps it from being sent; a task that
  /// fails is an answer like others.
  public func ask(
    cancellation: CancellationToken = CancellationToken(),
    tell: @escaping @Sendable (AskedEvent) -> Void = { _ in }
  ) async throws -> AskedTask {
    var session = AskSession(manifest)
    (session.environment, session.tell) = (environment, tell)
    return try await session.run(cancellation)
  }
}
