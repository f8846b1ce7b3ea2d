import LoadEngine
import RunModel

/// Runs that are stopped while they answer, as a load of its own.
extension DifyWork {
  func plannedStop(
    _ testCase: TestCase, _ context: TaskContext, _ reader: AnswerReader, _ user: String
  ) -> PlannedStop? {
    guard let plan = stopPlan, PlannedStop.isWanted(plan, testCase, context) else { return nil }
    let stop = PlannedStop(
      client: client, scope: context.scope, user: user, reader: reader, path: endpoint.stopPath(taskID:))
    stop.begin(after: plan.after)
    return stop
  }

  /// A run that ended since it was stopped is what was wanted.
  func take(_ stop: PlannedStop, _ answer: inout TaskOutput, _ reader: AnswerReader) async {
    let isStopped = await stop.end(&answer.exchanges[0], seen: SeenEnd(reader.facts), family: family)
    guard isStopped else { return }
    stopped += 1
    guard answer.failure == .stopped || answer.failure == .emptyAnswer || answer.failure == nil else {
      return
    }
    (answer.status, answer.failure, answer.message) = (.succeeded, nil, nil)
    answer.wasStopped = true
  }
}

extension TaskOutput {
  /// The first run after one was stopped: whether the app's limit refuses it.
  mutating func noteRunAfterStop() {
    guard let send = exchanges[0].send, let head = exchanges[0].firstByte else { return }
    let call = CallRecord(
      .afterStop, took: (head - send).nanoseconds, failure: failure == .appRefused ? failure : nil)
    exchanges[0].note(call)
  }
}
