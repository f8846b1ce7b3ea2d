/// The parts that a task's time is made of, in the order in which they come. Together they are the whole.
package enum TimePart: String, Sendable, Codable, CaseIterable {
  /// Earlier attempts, with the pauses after them.
  case earlier
  /// From the planned start to a free slot and a rate token.
  case clientWait = "client_wait"
  /// Uploads of files that the request refers to.
  case uploads
  /// From the token to the send, without uploads: how late the generator was.
  case lateness
  /// The name lookup of a new connection.
  case dns
  /// Until the connection stood; on a kept one the wait for it.
  case connect
  /// The TLS handshake of a new connection.
  case tls
  /// Writing the request.
  case requestSent = "request_sent"
  /// From the request's last byte to the answer's first, without what is known to be the run: the queue before the
  /// application.
  case headers
  /// From the first byte to `workflow_started`: since 1.13 the Celery queue.
  case started
  /// The run of a blocking answer, as the server timed it.
  case application
  /// Some node is under way that waits for no model.
  case nodes
  /// A node that calls a model has begun, and its model has not been asked: the prompt, the plugin daemon. Known where the
  /// model tells its own time.
  case plugin
  /// No node is under way.
  case gaps
  /// A model has been asked, and has said nothing yet.
  case modelFirstToken = "model_first_token"
  /// A model speaks.
  case modelGeneration = "model_generation"
  /// From the last text to the terminal event, unless other nodes are under way.
  case afterText = "after_text"
  /// From the terminal event to the end of the stream: the run is written to the database.
  case persistence
  /// Between the turns of a conversation.
  case turns
  /// What no other part holds: the client saw the run longer than the server did, or went on after the answer.
  case remainder

  /// For people.
  package var title: String {
    switch self {
    case .earlier: "earlier attempts"
    case .clientWait: "wait in the client"
    case .uploads: "uploads"
    case .lateness: "generator late"
    case .dns: "name lookup"
    case .connect: "connect"
    case .tls: "TLS"
    case .requestSent: "request sent"
    case .headers: "headers (queue before the app)"
    case .started: "workflow_started (Celery queue)"
    case .application: "the run (blocking)"
    case .nodes: "nodes"
    case .plugin: "before the model (plugin)"
    case .gaps: "gaps between nodes"
    case .modelFirstToken: "model, to first token"
    case .modelGeneration: "model, generation"
    case .afterText: "last text to terminal event"
    case .persistence: "end of stream (persistence)"
    case .turns: "between turns"
    case .remainder: "transport remainder"
    }
  }

  /// By position.
  static let inOrder = allCases

  /// Its place in tables.
  package var position: Int {
    switch self {
    case .earlier: 0
    case .clientWait: 1
    case .uploads: 2
    case .lateness: 3
    case .dns: 4
    case .connect: 5
    case .tls: 6
    case .requestSent: 7
    case .headers: 8
    case .started: 9
    case .application: 10
    case .nodes: 11
    case .plugin: 12
    case .gaps: 13
    case .modelFirstToken: 14
    case .modelGeneration: 15
    case .afterText: 16
    case .persistence: 17
    case .turns: 18
    case .remainder: 19
    }
  }
}
