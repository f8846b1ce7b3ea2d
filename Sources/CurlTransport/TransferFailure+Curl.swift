import CCurl
import Glibc

extension TransferFailure {
  /// The failure behind a code of libcurl.
  ///
  /// `systemError` is the `errno` of a connection that could not be made; 0 when there was none.
  init(code: CURLcode, systemError: Int32 = 0, phase: Phase) {
    let text = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_URL_MALFORMAT: self = .badURL(text)
    // Before a connection stands it is the URL's scheme; after that the answer is no HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL where phase == .connecting: self = .badURL(text)
    case CURLE_UNSUPPORTED_PROTOCOL: self = .other(code: Int(code.rawValue), text: "the answer is no HTTP")
    case CURLE_COULDNT_RESOLVE_HOST: self = .dns(text)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy(text)
    case CURLE_COULDNT_CONNECT: self = Self.notConnected(systemError, code, text)
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut(phase)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
      self = .tls(text)
    case CURLE_PARTIAL_FILE: self = .truncated
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR: self = .reset(phase)
    case CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      self = phase == .streaming ? .truncated : .reset(phase)
    case CURLE_FILESIZE_EXCEEDED: self = .tooLarge
    default: self = .other(code: Int(code.rawValue), text: text)
    }
  }

  /// A server that refuses is one thing; a generator without sockets, or a network without a way, another.
  private static func notConnected(_ systemError: Int32, _ code: CURLcode, _ text: String) -> Self {
    switch systemError {
    case 0, ECONNREFUSED: .connectRefused(text)
    case ETIMEDOUT: .timedOut(.connecting)
    default:
      .other(code: Int(code.rawValue), text: "\(text): \(String(cString: strerror(systemError)))")
    }
  }
}
