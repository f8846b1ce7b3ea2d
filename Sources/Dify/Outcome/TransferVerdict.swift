import CurlTransport
import RunModel

extension OutcomeClassifier {
  /// The verdict on a transfer that did not reach the answer's end.
  static func judge(_ failure: TransferFailure, afterDeadline: Bool) -> Verdict {
    switch failure {
    case .badURL(let text): return .error(.badRequest, "the URL cannot be used: \(text)")
    case .dns(let text): return .error(.dns, text)
    case .connectRefused(let text): return .error(.connectRefused, text)
    case .tls(let text): return .error(.tls, text)
    case .proxy(let text): return .error(.network, text)
    case .staleConnection:
      return .error(
        .staleConnection, "the kept connection had ended before the whole request came")
    case .generator(let text): return .error(.generator, text)
    case .reset: return .error(.reset, "the connection was closed before an answer")
    case .truncated: return .error(.streamTruncated, "the connection closed before the answer's end")
    case .tooLarge: return .error(.tooLarge, "the answer is larger than allowed")
    case .timedOut(let phase):
      return Verdict(status: .timeout, failure: Self.timeout(phase), message: "timed out")
    case .cancelled(let phase) where afterDeadline:
      return Verdict(status: .timeout, failure: Self.timeout(phase), message: "timed out")
    case .cancelled: return Verdict(status: .cancelled, message: "cancelled in flight")
    case .notHTTP(let text): return .error(.protocolError, text)
    case .other(let code, let text): return .error(.network, "\(text) (libcurl \(code))")
    }
  }

  private static func timeout(_ phase: TransferFailure.Phase) -> FailureClass {
    switch phase {
    case .connecting: .timeoutConnecting
    case .waiting: .timeoutWaiting
    case .streaming: .timeoutStreaming
    }
  }
}

extension TransferFailure {
  /// What went wrong, for people.
  package var words: String { OutcomeClassifier.judge(self, afterDeadline: false).message ?? "it failed" }
}
