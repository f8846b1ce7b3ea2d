/// What happens in a run, as it happens.
public enum RunEvent: Sendable {
  /// The run began.
  case runStarted(runID: String, taskCount: Int?)
  /// A batch window opened.
  case windowOpened(index: Int, size: Int)
  /// An attempt began.
  case attemptStarted(taskIndex: Int, caseID: String, attempt: Int, at: RunInstant)
  /// An attempt ended.
  case attemptFinished(taskIndex: Int, caseID: String, AttemptRecord)
  /// A task will be tried again.
  case retryScheduled(taskIndex: Int, attempt: Int, at: RunInstant)
  /// A task has its result.
  case taskFinished(TaskResult)
  /// The run was stopped; tasks in flight may drain.
  case stopTriggered(StopReason, at: RunInstant)
  /// The run ended.
  case runFinished(RunStatistics, at: RunInstant)
}
