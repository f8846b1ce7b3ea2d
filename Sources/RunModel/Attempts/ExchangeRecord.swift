/// What a work function saw of one request and its answer. All instants are on the run's clock.
///
/// A work that makes no requests leaves it out; then only start and end are known.
public struct ExchangeRecord: Sendable, Hashable, Codable {
  /// When the request was handed to the network.
  public var send: RunInstant?
  /// When the connection stood (equal to `send` when it was reused).
  package var connected: RunInstant?
  /// When the first byte of the answer came.
  public var firstByte: RunInstant?
  /// When the first event with data came (pings are none).
  public var firstEvent: RunInstant?
  /// When the first text that is not blank came: the end of TTFT.
  public var firstText: RunInstant?
  /// When the last event came.
  public var lastEvent: RunInstant?
  /// When the answer was closed.
  public var close: RunInstant?
  /// Whether a kept connection was used.
  package var reusedConnection = false
  /// HTTP status, 0 when there was none.
  public var httpStatus = 0
  /// Dify's error code, such as `invalid_param`.
  package var code: String?
  /// Bytes sent, with headers.
  public var bytesSent: Int64 = 0
  /// Bytes received, with headers.
  public var bytesReceived: Int64 = 0
  /// Events with data.
  public var events = 0
  /// Events with text.
  package var textEvents = 0
  /// Pings.
  package var pings = 0
  /// Reads that carried more than one event: a proxy may be buffering.
  package var coalescedReads = 0
  /// Longest gap between two text events, nanoseconds.
  public var longestGap: Int64 = 0
  /// Gaps between text events in nanoseconds; recorded into histograms, not written to disk.
  package var gaps: TextGaps = []
  /// The server's id of the run.
  public var runID: String?
  /// The server's id of the task (what the stop endpoint takes).
  package var taskID: String?
  /// The message's id, in chats.
  public var messageID: String?
  /// The conversation's id, in chats.
  public var conversationID: String?
  /// The server's own time for the run.
  public var serverElapsed: Duration?
  /// The model's own time to first token, when the answer states it.
  public var modelFirstToken: Duration?
  /// Tokens used.
  public var tokens: TokenUsage?
  /// What it cost.
  public var price: Price?
  /// The price's currency.
  package var currency: String?
  /// What each model was charged with, where the answer names models; part of `tokens` and `price`.
  package var usage: [ModelUsage]?
  /// Which turn of a conversation it is, from 1.
  package var turn: Int?
  /// Whether that turn failed.
  package var turnFailed: Bool?
  /// Nodes, as the server timed them.
  public var nodes: [NodeSpan] = []
  /// Whether the stream stayed open after its terminal event, and was closed by the client: it counts to its last
  /// event then.
  package var leftOpen: Bool?
  /// How often it was sent again, since a kept connection had ended and the target's settings want that; `nil` for
  /// never.
  package var resends: Int?
  /// Errors that the workflow handled.
  package var handledErrors = 0
  /// The server's version header.
  package var serverVersion: String?
  /// The beginning and the end of what was received, free of secrets; of attempts that did not succeed.
  package var received: String?
  /// Headers of an answer with another status than 200, those that help to find its cause.
  package var headers: [String: String]?
  /// Whether the stop endpoint was called, and was reached.
  package var stopRequest: StopRequest?
  /// What was odd about the answer, and how often; `nil` when nothing was.
  package var anomalies: [Anomaly: Int]?

  /// Calls that went with it.
  package var calls: [CallRecord]?

  /// How long uploads for it took.
  package var uploads: Duration?
  /// Of a new connection: the name lookup, nanoseconds.
  package var nameLookup: Int64?
  /// Of a new connection: the TLS handshake, nanoseconds.
  package var tls: Int64?
  /// When the request began to be written.
  package var ready: RunInstant?
  /// When its last byte was written.
  package var sent: RunInstant?
  /// When `workflow_started` came.
  package var runStarted: RunInstant?
  /// When the last text that is not blank came.
  package var lastText: RunInstant?
  /// When the first terminal event came.
  package var terminal: RunInstant?
  /// Reads that carried an event.
  package var eventReads = 0
  /// What the model says of its call, in apps without a graph.
  package var modelLatency: Duration?
  /// The `traceparent` that went with the request; `nil` when none did.
  package var traceparent: String?

  /// What became of the request to stop a run that the client gave up.
  package enum StopRequest: String, Sendable, Codable {
    /// It was sent; the run counts what became of it.
    case sent
    /// The server acknowledged it.
    case acknowledged
    /// It could not be sent or was refused: the run may go on as an orphan.
    case failed
    /// No task id was seen before the client gave up: the run may go on as an orphan.
    case impossible
  }

  /// An empty record.
  public init() {}

  /// The trace that the request belongs to, 32 hexadecimal digits; `nil` when the server was told none.
  package var traceID: String? { traceparent.map { String($0.dropFirst(3).prefix(32)) } }

  /// Counts something odd.
  package mutating func note(_ anomaly: Anomaly) {
    anomalies = (anomalies ?? [:]).merging([anomaly: 1], uniquingKeysWith: +)
  }

  private enum CodingKeys: String, CodingKey {
    case send, connected, firstByte, firstEvent, firstText, lastEvent, close, reusedConnection, httpStatus,
      code,
      bytesSent, bytesReceived, events, textEvents, pings, coalescedReads, longestGap, runID, taskID,
      messageID,
      conversationID, serverElapsed, modelFirstToken, tokens, price, currency, usage, turn, turnFailed, nodes,
      handledErrors,
      serverVersion, received, headers, stopRequest, leftOpen, resends, anomalies, uploads, nameLookup, tls,
      ready, sent, runStarted, lastText,
      terminal, eventReads, modelLatency, calls, traceparent
  }
}
