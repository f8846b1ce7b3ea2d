import CCurl

extension TransferFailure {
  /// The failure behind a code of libcurl.
  init(code: CURLcode, phase: Phase) {
    let text = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: self = .badURL(text)
    case CURLE_COULDNT_RESOLVE_HOST: self = .dns(text)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy(text)
    case CURLE_COULDNT_CONNECT: self = .connectRefused(text)
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut(phase)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_INVALIDCERTSTATUS:
      self = .tls(text)
    case CURLE_PARTIAL_FILE: self = .truncated
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR: self = .reset(phase)
    case CURLE_RECV_ERROR: self = phase == .streaming ? .truncated : .reset(phase)
    case CURLE_FILESIZE_EXCEEDED: self = .tooLarge
    default: self = .other(code: Int(code.rawValue), text: text)
    }
  }
}
