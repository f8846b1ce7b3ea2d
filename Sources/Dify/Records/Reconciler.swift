import LoadEngine
import RunModel

/// Asks a target, when the load is over, what became of its runs: those that nobody saw the end of, or all. What is
/// still running is stopped or waited for, as the target's `on_cancel` says. On the run's loop.
package struct Reconciler {
  let ledger: RunLedger
  let source: any RecordSource
  let target: TargetSpecification
  let policy: ReconcilePolicy
  let scope: RunScope
  /// Whether no other load has these users.
  var usersAreOwn = true
  /// Whether nobody wants to wait any longer: then it asks for moments only, but it asks.
  package var isOver: () -> Bool = { false }
  /// Asks for a run to be stopped.
  let stop: (RunLedger.Open) -> Void

  /// A run that was stopped is over within moments, or its record never says so; the record of one that ended is there
  /// within moments too. They are waited for so long.
  static let moments = Duration.seconds(2)
  private static let firstPause = Duration.milliseconds(50)
  private static let longestPause = Duration.seconds(1)

  private static let sharedUsers =
    "the names of its users are not this load's alone: others' runs under them are counted too"

  /// What became of all of them.
  package func compareAll() async -> Reconciliation {
    var result = Reconciliation(target: target.name)
    var listing = RecordListing()
    do { listing = try await source.list() } catch {
      listing.gaps.append("its logs could not be read: \(error)")
    }
    // Of a list that could not be read whole only what it had is looked at again: all of a run would be a load of its own.
    let asked =
      listing.gaps.isEmpty
      ? ledger.seen : ledger.seen.filter { listing.records[$0.key] != nil || ledger.open[$0.key] != nil }
    let records = await settle(asked, listing.records, &result)
    (result.sent, result.begun, result.unanswered) = (ledger.sent, ledger.begun, ledger.unanswered)
    result.notes = listing.gaps
    if ledger.leftOut > 0 { result.notes.append("\(ledger.leftOut) runs were not remembered") }
    result.isComplete = result.notes.isEmpty
    result.usersAreOwn = usersAreOwn
    if !usersAreOwn { result.notes.append(Self.sharedUsers) }
    if listing.gaps.isEmpty || !records.isEmpty {
      RecordComparison(seen: ledger.seen, records: records).fill(&result)
    }
    return result
  }

  /// What became of those that were given up; `nil` when there are none, or the server does not tell.
  package func lookAtOpen() async -> Reconciliation? {
    let seen = ledger.open.mapValues(\.seen)
    if seen.isEmpty { return nil }
    var result = Reconciliation(target: target.name)
    let records = await settle(seen, [:], &result)
    if ledger.openLeftOut > 0 {
      result.notes.append(
        "\(Figures.count(ledger.openLeftOut)) more runs were given up or stopped; what became of them was not asked"
      )
    }
    guard !records.isEmpty || !result.notes.isEmpty else { return nil }
    RecordComparison(seen: seen, records: records).fill(&result)
    return result
  }

  /// Looks again at what is not final until it is, or its time is over. Returns the last word on each.
  private func settle(
    _ seen: [String: SeenEnd], _ first: [String: RecordStatus], _ result: inout Reconciliation
  ) async -> [String: RecordStatus] {
    var (records, pause) = (first, Duration.zero)
    let start = scope.now
    while true {
      let doubtful = RecordComparison(seen: seen, records: records).doubtful
      stopLeft(doubtful.filter { records[$0] == .running }, &result)
      let took = scope.now - start
      let isHurried = isOver() && took >= Self.moments
      let waiting = isHurried ? [] : doubtful.filter { took < patience($0, records[$0]) }
      result.waited = took.inSeconds
      if waiting.isEmpty { return records }
      do { if pause > .zero { try await scope.sleep(until: scope.now + pause) } } catch { return records }
      pause = min(max(pause * 2, Self.firstPause), Self.longestPause)
      let answers = await source.look(at: waiting)
      if answers.isEmpty { return records }
      for (id, answer) in answers { if case .found(let status) = answer { records[id] = status } }
    }
  }

  /// How long a run may be doubtful.
  private func patience(_ id: String, _ record: RecordStatus?) -> Duration {
    guard record == .running else { return Self.moments }
    guard let open = ledger.open[id] else { return Self.moments }
    switch target.givingUp {
    case .close: return .zero
    case .wait: return .seconds(policy.wait)
    case .stop: return open.wasStopped ? Self.moments : .seconds(policy.wait)
    }
  }

  /// What is still running is stopped, once.
  private func stopLeft(_ running: [String], _ result: inout Reconciliation) {
    guard target.givingUp == .stop else { return }
    for id in running {
      guard let open = ledger.open[id], !open.wasStopped, open.taskID != nil else { continue }
      ledger.noteStop(id)
      stop(open)
      result.stoppedAfter += 1
    }
  }
}
