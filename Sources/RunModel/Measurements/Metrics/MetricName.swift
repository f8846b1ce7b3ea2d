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

  /// Where it counts from: tables are grouped by it.
  package enum Origin: CaseIterable {
    /// The planned start: waiting in the client counts.
    case plan
    /// The sending of the request.
    case send
    /// The server's own clock.
    case server
    /// What waited in the client.
    case client
  }

  package var origin: Origin {
    switch self {
    case .responseTime, .taskTotal: .plan
    case .serviceTime, .connect, .timeToFirstByte, .firstEvent, .timeToFirstText, .interToken, .timePerToken:
      .send
    case .serverElapsed, .overhead: .server
    case .queueWait, .tokenWait, .lateness: .client
    }
  }

  /// Whether it ends with something that the client saw: it is off by as much as the client was late. Of a mean over tokens
  /// each holds a part of that only.
  var isSeenByClient: Bool { origin != .client && self != .serverElapsed && self != .timePerToken }

  /// Its place in tables.
  var position: Int {
    switch self {
    case .responseTime: 0
    case .serviceTime: 1
    case .connect: 2
    case .timeToFirstByte: 3
    case .firstEvent: 4
    case .timeToFirstText: 5
    case .interToken: 6
    case .serverElapsed: 7
    case .overhead: 8
    case .queueWait: 9
    case .tokenWait: 10
    case .lateness: 11
    case .taskTotal: 12
    case .timePerToken: 13
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
