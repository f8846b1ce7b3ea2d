import RunModel

extension RunEvent {
  /// Writes what the log says of it: single attempts at `debug`, what a person follows at `info`, stops at `warning`.
  func write(to logger: RunLogger) {
    switch self {
    case .runStarted(let id, let count):
      logger.log(.info, "run", "\(id) began\(count.map { ", \($0) tasks" } ?? "")")
    case .windowOpened(let index, let size):
      logger.log(.debug, "window", "\(index + 1) opened for \(size) tasks")
    case .attemptStarted(let task, let id, let attempt, let at):
      logger.log(.debug, "attempt", "\(task + 1).\(attempt) of case \(id) began at \(Self.seconds(at))")
    case .attemptFinished(let task, let id, let record):
      logger.log(.debug, "attempt", "\(task + 1).\(record.number) of case \(id) \(record.logged)")
    case .retryScheduled(let task, let attempt, let at):
      logger.log(.info, "retry", "\(task + 1).\(attempt) at \(Self.seconds(at))")
    case .taskFinished(let result):
      logger.log(result.status.isSuccess ? .debug : .info, "task", "\(result.index + 1) \(result.logged)")
    case .stopTriggered(let reason, let at):
      logger.log(.warning, "stop", "at \(Self.seconds(at)): \(StopText.describe(reason))")
    case .runFinished(let statistics, let at):
      logger.log(.info, "run", "ended at \(Self.seconds(at)): \(statistics.logged)")
    }
  }

  private static func seconds(_ instant: RunInstant) -> String { TimeText.seconds(instant - .zero) }
}

extension AttemptRecord {
  fileprivate var logged: String {
    "\(status.rawValue) after \(TimeText.seconds(end - start))\(why(failure, message))"
  }
}

extension TaskResult {
  fileprivate var logged: String {
    "of case \(caseID): \(status.rawValue), \(attemptCount) attempts\(why(failure, errorMessage))"
  }
}

extension RunStatistics {
  fileprivate var logged: String {
    "\(succeeded) succeeded, \(failed) failed, \(timeout) timed out, \(error) broke, \(cancelled) cancelled"
  }
}

private func why(_ failure: FailureClass?, _ message: String?) -> String {
  let words = [failure?.rawValue, message].compactMap(\.self)
  return words.isEmpty ? "" : " (\(words.joined(separator: ": ")))"
}
