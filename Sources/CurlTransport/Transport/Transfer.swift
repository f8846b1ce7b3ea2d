import Reactor

/// What became of a request.
package struct Transfer: Sendable {
  /// HTTP status; 0 when there was no answer.
  package var status = 0
  /// When it was handed to libcurl.
  package var started: LoopInstant
  /// When the request began to be written to a connection that stood.
  package var connectionReady: LoopInstant?
  /// When the last byte of the request was written; `nil` when the answer began before that.
  package var sent: LoopInstant?
  /// How long the connection took to stand, name lookup and TLS included, nanoseconds; 0 when a kept one was used.
  package var connect: Int64 = 0
  /// The part of it that the name lookup took.
  package var nameLookup: Int64 = 0
  /// The part of it that the TLS handshake took.
  package var tlsHandshake: Int64 = 0
  /// The connection's own port: tells connections apart.
  package var localPort: Int32 = 0
  /// When the first byte of the answer came.
  package var firstByte: LoopInstant?
  /// When it ended.
  package var close: LoopInstant
  /// Head and body of the request.
  package var bytesSent: Int64 = 0
  /// Head and body of the answer, without the chunks' frames.
  package var bytesReceived: Int64 = 0
  package var reusedConnection = false
  /// How often it was sent again, because a kept connection turned out to be dead and the options want that.
  package var resends = 0
  /// The consumer had all that it wanted before the answer's end.
  package var endedByConsumer = false
  package var failure: TransferFailure?

  /// A transfer that starts now.
  init(at instant: LoopInstant, failure: TransferFailure? = nil) {
    started = instant
    close = instant
    self.failure = failure
  }
}

/// Why a transfer did not end well. Texts are libcurl's and hold no header.
package enum TransferFailure: Error, Sendable, Equatable {
  /// How far a transfer had come.
  package enum Phase: Sendable {
    case connecting, waiting, streaming
  }

  case badURL(String)
  case dns(String)
  case connectRefused(String)
  case tls(String)
  /// A kept connection ended before the server's TCP had acknowledged the whole request.
  case staleConnection
  case reset(Phase)
  case timedOut(Phase)
  /// The body ended before its announced end.
  case truncated
  case tooLarge
  /// What came is no HTTP, or not as HTTP has it.
  case notHTTP(String)
  /// The Swift task was cancelled, or the transport was shut down.
  case cancelled(Phase)
  case proxy(String)
  /// This machine or its set-up is at fault: no descriptors, memory, ports or route, a file that cannot be read.
  case generator(String)
  case other(code: Int, text: String)
}
