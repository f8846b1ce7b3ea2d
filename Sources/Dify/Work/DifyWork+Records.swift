import FoundationEssentials
import LoadEngine
import RunModel

/// What becomes of this target's runs, by the server's own record.
extension DifyWork {
  /// What is said of requests that were given up before their runs had names; `nil` when there are none.
  package var unnamedRuns: String? {
    let count = ledger.unnamed
    if count == 0 { return nil }
    let what = count == 1 ? "1 request was" : "\(Figures.count(count)) requests were"
    return
      "\(what) given up before the server had named a run: such a run cannot be stopped, and may go on (orphans)"
  }

  /// Asks the server; `nil` where it keeps nothing that could be asked for, as of text generators.
  /// - Parameter isWhole: whether the ledger holds all that the server may have of its users.
  package func reconciler(_ policy: ReconcilePolicy, scope: RunScope, isWhole: Bool = true) -> Reconciler? {
    let usersAreOwn = isWhole && ledger.users.allSatisfy { $0.hasPrefix(users.ownPrefix) }
    let since = ledger.startedAt.addingTimeInterval(usersAreOwn ? -300 : -60)
    let limit = policy.limit + policy.wait
    let reader = RecordReader(client: client, scope: scope, deadline: scope.now + .seconds(limit))
    guard let source = source(reader, since) else { return nil }
    var reconciler = Reconciler(
      ledger: ledger, source: source, target: client.target, policy: policy, scope: scope
    ) { [self] run in
      if let task = run.taskID { stops.stop(path: endpoint.stopPath(taskID: task), user: run.user) }
    }
    reconciler.usersAreOwn = usersAreOwn
    return reconciler
  }

  /// Takes away what the load has left at the server; what could not be, in words.
  package func cleanUp(_ scope: RunScope) async -> String? { await call?.cleanUp(scope) }

  private func source(_ reader: RecordReader, _ since: Date) -> (any RecordSource)? {
    switch endpoint.family {
    case .workflow: WorkflowRecordSource(reader: reader, users: ledger.users, since: since)
    case .chatflow:
      ChatRecordSource(
        reader: reader, users: ledger.users, conversations: ledger.conversations, seen: ledger.seen,
        places: ledger.places,
        since: since)
    case .message: nil
    }
  }
}
