import RunModel

/// The turns of an attempt and the calls that went with it, after what its line says of the last of its requests.
extension AttemptRecord {
  static let stepFields = LineFields<AttemptRecord>([
    .list("turn_figures", limit: LineTurn.limit, { LineTurn.all($0) }) { attempt, turns in
      // The line's own figures are those of the last turn, with the charges of all.
      if turns.isEmpty { return }
      attempt.exchanges = turns.map { $0.exchange(from: attempt.intendedStart) }
    },
    .list("calls", limit: 1000, { $0.exchanges.flatMap { $0.calls ?? [] } }) { attempt, calls in
      attempt.exchanges[attempt.exchanges.count - 1].calls = calls
    },
    .number("turns", { $0.exchanges.count > 1 ? Int64($0.exchanges.count) : nil }, { _, _ in }),
  ])
}
