import CCurl
import Glibc

extension TransferFailure {
  /// The failure behind a code of libcurl.
  ///
  /// `systemError` is the `errno` behind it, as far as one is known; 0 for none.
  init(code: CURLcode, systemError: Int32 = 0, phase: Phase) {
    let text = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_URL_MALFORMAT: self = .badURL(text)
    // Before a connection stands it is the URL's scheme; after that the answer is no HTTP.
    case CURLE_UNSUPPORTED_PROTOCOL where phase == .connecting: self = .badURL(text)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: self = .notHTTP("the answer is no HTTP")
    case CURLE_COULDNT_RESOLVE_HOST:
      self = OwnFault.ofResolver.map { .generator("\(text): \($0)") } ?? .dns(text)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy(text)
    case CURLE_COULDNT_CONNECT: self = Self.notConnected(systemError, code, text)
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut(phase)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
      CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
      self = .tls(text)
    case _ where OwnFault.codes.contains(code.rawValue): self = .generator(text)
    case CURLE_SEND_ERROR where OwnFault.errors.contains(systemError): self = .generator(text, systemError)
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
    case _ where OwnFault.errors.contains(systemError): .generator(text, systemError)
    default: .other(code: Int(code.rawValue), text: "\(text): \(OwnFault.text(systemError))")
    }
  }

  private static func generator(_ text: String, _ error: Int32) -> Self {
    .generator("\(text): \(OwnFault.text(error))")
  }
}
