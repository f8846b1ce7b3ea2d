/// Why an attempt did not succeed: a short, label-safe word (a-z, 0-9, '-') that reports group by.
/// The set is open, so that a library user's work can name its own.
public struct FailureClass: Sendable, Hashable, Codable, RawRepresentable {
  /// The label.
  public let rawValue: String

  /// A class with that label; anything but a-z, 0-9 and '-' becomes '-', at most 48 characters are kept.
  public init(rawValue: String) {
    let safe = rawValue.lowercased().utf8.prefix(48).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "-")
      }
    }
    self.rawValue = safe.isEmpty ? "unknown" : String(decoding: safe, as: UTF8.self)
  }

  private init(_ label: String) { rawValue = label }

  /// The app's concurrency limit refused the request.
  public static let appRefused = FailureClass("app-refused")
  /// A rate limit or quota refused it.
  public static let rateLimited = FailureClass("rate-limited")
  /// The key is missing, wrong or not allowed.
  public static let auth = FailureClass("auth")
  /// The request itself is at fault.
  public static let badRequest = FailureClass("bad-request")
  /// Another 4xx.
  public static let http4xx = FailureClass("http-4xx")
  /// A 5xx from the app.
  public static let http5xx = FailureClass("http-5xx")
  /// A proxy's 502, 503, 504 or 524 page.
  public static let gateway = FailureClass("gateway")
  /// The workflow ended as failed.
  public static let workflowFailed = FailureClass("workflow-failed")
  /// It ended, with errors that were handled.
  public static let partial = FailureClass("partial")
  /// It was stopped on the server.
  public static let stopped = FailureClass("stopped")
  /// It waits for a person.
  public static let paused = FailureClass("paused")
  /// The model or its provider failed.
  public static let modelError = FailureClass("model-error")
  /// The stream carried an `error` event.
  public static let streamError = FailureClass("stream-error")
  /// The connection closed in the middle of a frame or a chunk.
  public static let streamTruncated = FailureClass("stream-truncated")
  /// The stream ended cleanly without its terminal event.
  public static let noTerminalEvent = FailureClass("no-terminal-event")
  /// The body is not the JSON it should be.
  public static let badJSON = FailureClass("bad-json")
  /// The answer is blank.
  public static let emptyAnswer = FailureClass("empty-answer")
  /// The response, a line or an event is larger than allowed.
  public static let tooLarge = FailureClass("too-large")
  /// The answer came in a form nobody asked for.
  public static let protocolError = FailureClass("protocol-error")
  /// Nobody listens.
  public static let connectRefused = FailureClass("connect-refused")
  /// The name is not known.
  public static let dns = FailureClass("dns")
  /// The TLS handshake or certificate failed.
  public static let tls = FailureClass("tls")
  /// The connection was reset or closed before an answer.
  public static let reset = FailureClass("reset")
  /// A kept connection ended before the server's TCP had acknowledged the whole request.
  public static let staleConnection = FailureClass("stale-connection")
  /// The fault of the machine that makes the load (descriptors, memory, ports, route, files), not the server's.
  public static let generator = FailureClass("generator")
  /// Another network failure.
  public static let network = FailureClass("network")
  /// Timed out while connecting.
  public static let timeoutConnecting = FailureClass("timeout-connecting")
  /// Timed out before the first byte.
  public static let timeoutWaiting = FailureClass("timeout-waiting")
  /// Timed out in the middle of the answer.
  public static let timeoutStreaming = FailureClass("timeout-streaming")
  /// Timed out, the work did not say where.
  public static let timeout = FailureClass("timeout")
  /// An expectation on the answer does not hold.
  public static let expectation = FailureClass("expectation")
  /// The work said no without a class of its own.
  public static let business = FailureClass("business")
  /// The work threw something unknown.
  public static let unknown = FailureClass("unknown")
}
