import Statistics

/// Figures of the turns of conversations, after the warm-up: how a conversation that grows longer grows slower.
package struct TurnTable: Sendable, Hashable, Codable {
  /// One turn, over all conversations that came so far.
  package struct Row: Sendable, Hashable, Codable {
    /// How often it was asked.
    package var asked = 0
    /// How often it failed.
    package var failed = 0
    /// From its send to its close, of those that succeeded, nanoseconds.
    package var service = Histogram()
    /// From its send to its first text, nanoseconds.
    package var firstText = Histogram()
    /// The server's own time, nanoseconds.
    package var server = Histogram()
    /// Tokens of the answers that stated them.
    package var tokens = TokenUsage()
    /// How many stated them.
    package var counted = 0

    package init() {}

    /// Tokens of a prompt, on average; `nil` when none was stated.
    package var prompt: Double? {
      counted == 0 || tokens.prompt == 0 ? nil : Double(tokens.prompt) / Double(counted)
    }

    mutating func add(_ exchange: ExchangeRecord) {
      asked += 1
      if exchange.turnFailed == true {
        failed += 1
        return
      }
      if let used = exchange.tokens {
        tokens += used
        counted += 1
      }
      if let elapsed = exchange.serverElapsed { server.record(elapsed.nanoseconds) }
      guard let send = exchange.send else { return }
      if let close = exchange.close { service.record(close.nanoseconds - send.nanoseconds) }
      if let text = exchange.firstText { firstText.record(text.nanoseconds - send.nanoseconds) }
    }

    mutating func merge(_ other: Row) {
      asked += other.asked
      failed += other.failed
      service.merge(other.service)
      firstText.merge(other.firstText)
      server.merge(other.server)
      tokens += other.tokens
      counted += other.counted
    }
  }

  /// The first turn, the second, and so on.
  package private(set) var rows: [Row] = []

  /// Later turns are left out.
  package static let limit = 100

  /// Nothing yet.
  package init() {}

  /// Takes the turns of a result.
  package mutating func record(_ result: TaskResult) {
    for attempt in result.attempts {
      for exchange in attempt.exchanges {
        guard let turn = exchange.turn, (1...Self.limit).contains(turn) else { continue }
        while rows.count < turn { rows.append(Row()) }
        rows[turn - 1].add(exchange)
      }
    }
  }

  /// Adds another part of the run.
  package mutating func merge(_ other: TurnTable) {
    while rows.count < other.rows.count { rows.append(Row()) }
    for (index, row) in other.rows.enumerated() { rows[index].merge(row) }
  }
}
