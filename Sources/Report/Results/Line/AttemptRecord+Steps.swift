import RunModel

extension AttemptRecord {
  /// Its turns and the calls that went with it, after what its line says of the last of its requests.
  mutating func codeSteps(_ line: inout some LineCoder) {
    line.list("turn_figures", limit: LineTurn.limit, LineTurn.all(self)) { turns in
      // The line's own figures are those of the last turn, with the charges of all.
      if turns.isEmpty { return }
      exchanges = turns.map { $0.exchange(from: intendedStart) }
    }
    line.list("calls", limit: 1000, allCalls) { exchanges[exchanges.count - 1].calls = $0 }
    line.number("turns", exchanges.count > 1 ? Int64(exchanges.count) : nil) { _ in }
  }

  private var allCalls: [CallRecord] { exchanges.flatMap { $0.calls ?? [] } }
}
