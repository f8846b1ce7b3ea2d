/// Counts and sums that thresholds may use; none ever falls. To add one, add it here, and to the reference.
package enum CountName: String, Sendable, CaseIterable {
  // Tasks, by how they ended.
  case tasks, succeeded, failed, timeout, error, cancelled
  // Attempts and their requests.
  case retries, recovered, leaked, orphans, requests
  // What was spent.
  case tokens
  case promptTokens = "prompt_tokens"
  case completionTokens = "completion_tokens"
  case cost
  // What was received.
  case events, pings
  case textEvents = "text_events"
  case bytesSent = "bytes_sent"
  case bytesReceived = "bytes_received"
  case handledErrors = "handled_errors"
  case expectationsBroken = "expectations_broken"
  // What was odd about answers, of any kind.
  case anomalies
  // What was spent with the warm-up: of the whole run only.
  case spentTokens = "spent_tokens"
  case spentCost = "spent_cost"

  /// Whether it is counted with the warm-up, which slices leave out.
  package var includesWarmUp: Bool { self == .spentTokens || self == .spentCost }

  /// Whether it can be had of a node of a workflow.
  var isCountedOfNodes: Bool {
    switch self {
    case .tasks, .succeeded, .failed, .tokens, .cost: true
    default: false
    }
  }

  /// The count of a part of the run. `spent` are the counts with the warm-up.
  package func value(of tally: Tally, spent: RunStatistics) -> Double {
    let (counts, traffic) = (tally.statistics, tally.traffic)
    return switch self {
    case .tasks: Double(counts.total)
    case .succeeded: Double(counts.succeeded)
    case .failed: Double(counts.failed)
    case .timeout: Double(counts.timeout)
    case .error: Double(counts.error)
    case .cancelled: Double(counts.cancelled)
    case .retries: Double(counts.retries)
    case .recovered: Double(counts.recoveredByRetry)
    case .leaked: Double(counts.leakedAttempts)
    case .orphans: Double(traffic.orphans)
    case .requests: Double(traffic.requests)
    case .tokens: Double(counts.tokens.total)
    case .promptTokens: Double(counts.tokens.prompt)
    case .completionTokens: Double(counts.tokens.completion)
    case .cost: counts.cost.amount
    case .events: Double(traffic.events)
    case .pings: Double(traffic.pings)
    case .textEvents: Double(traffic.textEvents)
    case .bytesSent: Double(traffic.bytesSent)
    case .bytesReceived: Double(traffic.bytesReceived)
    case .handledErrors: Double(traffic.handledErrors)
    case .expectationsBroken: Double(tally.expectationsBroken)
    case .anomalies: Double(traffic.anomalies.values.reduce(0, +))
    case .spentTokens: Double(spent.tokens.total)
    case .spentCost: spent.cost.amount
    }
  }
}
