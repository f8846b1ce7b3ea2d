import RunModel

/// A run under way.
public struct RunInProgress: Sendable {
  /// What happens, as it happens; ends with the run.
  public let events: AsyncStream<RunEvent>
  let task: Task<RunExecutionResult, any Error>
  let token: CancellationToken

  /// Waits for the end. Throws ``InvalidManifest``. Cancelling the task that waits cancels the run, as ``cancel(reason:)``
  /// does, and still gives its result.
  public var result: RunExecutionResult {
    get async throws {
      try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        token.cancel(reason: "the waiting task was cancelled")
      }
    }
  }

  /// Ends the run: nothing new begins, and what is in flight may finish.
  public func cancel(reason: String? = nil) { token.cancel(reason: reason) }

  /// Ends the run at once: what is in flight is cancelled.
  public func abort(reason: String? = nil) { token.abort(reason: reason) }
}
