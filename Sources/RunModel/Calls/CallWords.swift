import Statistics

/// Figures of calls in words, for every form.
package struct CallWords {
  /// One kind of call, in the order in which they are made.
  package struct Line {
    package var name: CallRecord.Name
    package var row: CallTable.Row

    /// What it is, for people.
    package var title: String {
      switch name {
      case .create: "document made"
      case .indexing: "document indexed"
      case .stop: "stop request"
      case .stopped: "until stopped"
      case .afterStop: "first run after a stop"
      case .suggested: "suggested questions"
      case .feedback: "feedback"
      case .speech: "text to audio"
      }
    }
  }

  package let lines: [Line]

  package init(_ table: CallTable) {
    lines = CallRecord.Name.allCases.compactMap { name in
      table.rows[name.rawValue].map { Line(name: name, row: $0) }
    }
  }

  /// The head of a table.
  package static let columns = ["call", "made", "failed", "p50", "p95", "p99"]

  /// The cells of one kind of call.
  package func cells(_ line: Line) -> [String] {
    let row = line.row
    return [line.title, Figures.count(row.asked), failed(row)]
      + [0.5, 0.95, 0.99].map { row.took.quantileWords($0) }
  }

  private func failed(_ row: CallTable.Row) -> String {
    let classes = row.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(Figures.count($0.value))" }
    return classes.isEmpty ? "0" : classes.joined(separator: ", ")
  }

  /// What the stops say of the slots; `nil` without stops.
  package var slotSentence: String? {
    guard let stopped = line(.stopped), let next = line(.afterStop) else { return nil }
    let refused = next.failures[FailureClass.appRefused.rawValue] ?? 0
    let ended = stopped.asked - stopped.failed
    let slots =
      refused == 0
      ? "none of the \(next.asked) runs that began right after a stop was refused: its slot is free"
      : "\(refused) of the \(next.asked) runs that began right after a stop were refused by the app's limit: the slot of a stopped run is not free at once"
    return "\(ended) of \(stopped.asked) runs ended as stopped; \(slots)"
  }

  private func line(_ name: CallRecord.Name) -> CallTable.Row? { lines.first { $0.name == name }?.row }
}
