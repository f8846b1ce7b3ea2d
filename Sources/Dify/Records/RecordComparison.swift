import RunModel

/// Holds what the client saw against what the server's record says. Pure.
struct RecordComparison {
  /// The end that the client saw of each run, by id.
  let seen: [String: SeenEnd]
  let records: [String: RecordStatus]

  /// Runs whose record is not final: running, or not there though the client saw them.
  var doubtful: [String] {
    let missing = seen.keys.filter { records[$0] == nil }
    let running = records.filter { $0.value == .running }.keys
    return (missing + running).sorted()
  }

  /// Puts counts and differences into a result.
  func fill(_ result: inout Reconciliation) {
    for (id, end) in seen.sorted(by: { $0.key < $1.key }) {
      result.seen[end, default: 0] += 1
      let record = records[id]
      if end == .cut, let record { result.cut[record, default: 0] += 1 }
      if let kind = Self.kind(end, record) {
        result.add(.init(kind, id: id, seen: end, record: record))
      }
    }
    for (id, status) in records.sorted(by: { $0.key < $1.key }) {
      result.recorded[status, default: 0] += 1
      if seen[id] == nil { result.add(.init(.unknownToClient, id: id, record: status)) }
    }
    result.sortDifferences()
  }

  /// In what a run that the client saw differs; `nil` when both say the same.
  static func kind(_ seen: SeenEnd, _ record: RecordStatus?) -> Reconciliation.Difference.Kind? {
    guard let record else { return .unknownToServer }
    if seen.contradicts(record) { return .otherEnd }
    if record == .running { return .stillRunning }
    return seen == .cut ? .endedUnseen : nil
  }
}
