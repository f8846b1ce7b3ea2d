import Reactor

/// What became of a request.
package struct Transfer: Sendable {
  /// HTTP status; 0 when there was no answer.
  package var status = 0
  /// When it was handed to libcurl.
  package var send: LoopInstant
  /// How long the connection took to stand, nanoseconds; 0 when a kept one was used.
  package var connect: Int64 = 0
  /// When the first byte of the answer came.
  package var firstByte: LoopInstant?
  /// When it ended.
  package var close: LoopInstant
  package var bytesSent: Int64 = 0
  package var bytesReceived: Int64 = 0
  package var reusedConnection = false
  /// The consumer had all that it wanted before the answer's end.
  package var endedByConsumer = false
  package var failure: TransferFailure?
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
  case reset(Phase)
  case timedOut(Phase)
  /// The body ended before its announced end.
  case truncated
  case tooLarge
  /// The Swift task was cancelled, or the transport was shut down.
  case cancelled(Phase)
  case proxy(String)
  case other(code: Int, text: String)
}
