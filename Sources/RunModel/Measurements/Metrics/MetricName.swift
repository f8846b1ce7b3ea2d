/// The latencies that a run measures. The words are the ones of thresholds and reports.
public enum MetricName: String, Sendable, Codable, CaseIterable {
  /// Close minus intended start: what a user would have felt.
  case responseTime = "response_time"
  /// Close minus send: what the server took.
  case serviceTime = "service_time"
  /// Until the connection stood; new connections only.
  case connect
  /// Send to the first byte of the answer.
  case timeToFirstByte = "ttfb"
  /// Send to the first event with data.
  case firstEvent = "first_event"
  /// Send to the first text that is not blank.
  case timeToFirstText = "ttft"
  /// Between two text events.
  case interToken = "inter_token"
  /// The server's own time for the run.
  case serverElapsed = "server_elapsed"
  /// Service time minus the server's own time: queues, network, bookkeeping.
  case overhead
  /// Intended start to a free slot.
  case queueWait = "queue_wait"
  /// A free slot to the rate token.
  case tokenWait = "token_wait"
  /// Intended start to send: how late the generator was.
  case lateness
  /// Intended start to the task's end, retries and pauses included.
  case taskTotal = "task_total"
  /// Service time divided by the answer's tokens.
  case timePerToken = "time_per_token"

  /// Whether a task that failed counts as longer than any success: what users wait for.
  package var isWaitedFor: Bool {
    switch self {
    case .responseTime, .serviceTime, .timeToFirstByte, .firstEvent, .timeToFirstText, .taskTotal: true
    case .connect, .interToken, .serverElapsed, .overhead, .queueWait, .tokenWait, .lateness, .timePerToken:
      false
    }
  }

  /// For people.
  public var title: String {
    switch self {
    case .responseTime: "response time"
    case .serviceTime: "service time"
    case .connect: "connect"
    case .timeToFirstByte: "time to first byte"
    case .firstEvent: "time to first event"
    case .timeToFirstText: "time to first text (TTFT)"
    case .interToken: "gap between texts"
    case .serverElapsed: "server's own time"
    case .overhead: "overhead (client minus server)"
    case .queueWait: "wait for a slot"
    case .tokenWait: "wait for a rate token"
    case .lateness: "generator lateness"
    case .taskTotal: "task, with retries"
    case .timePerToken: "time per token"
    }
  }
}
