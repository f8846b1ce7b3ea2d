import CCurl
import Reactor

/// One of libcurl's easy handles, used again and again, and the transfer that it is at.
final class EasyHandle {
  let curl: UnsafeMutableRawPointer
  private let loop: any EventLoop
  private var mime: OpaquePointer?
  private var resolve: UnsafeMutablePointer<curl_slist>?
  private let maxBodyBytes: Int64

  // The transfer under way.
  private var consumer: (any ResponseConsumer)?
  private var continuation: UnsafeContinuation<Transfer, Never>?
  private var head = ResponseHead()
  private var transfer = Transfer(send: LoopInstant(nanoseconds: 0), close: LoopInstant(nanoseconds: 0))
  private var bodyBytes: Int64 = 0
  private var ended: TransferFailure?
  private var url = ""
  private var method = HTTPRequest.Method.get
  private var timeout = 0

  init?(loop: any EventLoop, options: TransportOptions) {
    guard let curl = curl_easy_init() else { return nil }
    self.curl = curl
    self.loop = loop
    maxBodyBytes = options.maxBodyBytes
    apply(options)
    setCallbacks()
  }

  deinit {
    curl_easy_cleanup(curl)
    if let mime { curl_mime_free(mime) }
    curl_slist_free_all(resolve)
  }

  private func apply(_ options: TransportOptions) {
    fg_set_long(curl, CURLOPT_NOSIGNAL, 1)
    fg_set_long(curl, CURLOPT_TCP_NODELAY, 1)
    fg_set_text(curl, CURLOPT_USERAGENT, options.userAgent)
    fg_set_text(curl, CURLOPT_PROXY, options.proxy ?? "")
    fg_set_long(curl, CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout)
    fg_set_long(curl, CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
    fg_set_long(curl, CURLOPT_BUFFERSIZE, 64 * 1024)
    let version =
      switch options.http {
      case .http1: CURL_HTTP_VERSION_1_1
      case .http2: CURL_HTTP_VERSION_2TLS
      case .http2PriorKnowledge: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
      }
    fg_set_long(curl, CURLOPT_HTTP_VERSION, Int(version))
    if options.http != .http1 { fg_set_long(curl, CURLOPT_PIPEWAIT, 1) }
    if options.insecure {
      fg_set_long(curl, CURLOPT_SSL_VERIFYPEER, 0)
      fg_set_long(curl, CURLOPT_SSL_VERIFYHOST, 0)
    }
    if let file = options.caFile { fg_set_text(curl, CURLOPT_CAINFO, file) }
    if options.strategy == .new {
      fg_set_long(curl, CURLOPT_FRESH_CONNECT, 1)
      fg_set_long(curl, CURLOPT_FORBID_REUSE, 1)
    }
    for entry in options.resolve { resolve = curl_slist_append(resolve, entry) }
    if resolve != nil { fg_set_pointer(curl, CURLOPT_RESOLVE, resolve) }
  }

  private func setCallbacks() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    fg_set_pointer(curl, CURLOPT_PRIVATE, me)
    fg_set_pointer(curl, CURLOPT_WRITEDATA, me)
    fg_set_pointer(curl, CURLOPT_HEADERDATA, me)
    fg_set_callback(curl, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      let handle = Unmanaged<EasyHandle>.fromOpaque(context!)
      return handle._withUnsafeGuaranteedRef {
        $0.takeBody(UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
    fg_set_callback(curl, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
      let handle = Unmanaged<EasyHandle>.fromOpaque(context!)
      handle._withUnsafeGuaranteedRef { $0.takeHeader(UnsafeRawBufferPointer(start: bytes, count: count)) }
      return count
    }
  }
}

// MARK: - Beginning and end

extension EasyHandle {
  /// Makes the handle ready for a request. Only what has changed since the last one is set.
  func prepare(_ request: HTTPRequest, headers: UnsafeMutablePointer<curl_slist>?) {
    if request.url != url {
      url = request.url
      fg_set_text(curl, CURLOPT_URL, url)
    }
    fg_set_pointer(curl, CURLOPT_HTTPHEADER, headers)
    if request.timeout != timeout {
      timeout = request.timeout
      fg_set_long(curl, CURLOPT_TIMEOUT_MS, timeout)
    }
    setMethod(request)
    head.clear()
    bodyBytes = 0
    ended = nil
  }

  private func setMethod(_ request: HTTPRequest) {
    if let file = request.upload { return setUpload(file) }
    if request.method != method {
      method = request.method
      fg_set_long(curl, method == .get ? CURLOPT_HTTPGET : CURLOPT_POST, 1)
      fg_set_text(curl, CURLOPT_CUSTOMREQUEST, method == .get || method == .post ? nil : method.rawValue)
    }
    guard method != .get else { return }
    fg_set_offset(curl, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
    // COPYPOSTFIELDS: libcurl's own copy can be sent again when a kept connection turns out to be dead.
    request.body.withUnsafeBytes { bytes in
      _ = fg_set_pointer(
        curl, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? emptyBody))
    }
  }

  private func setUpload(_ file: MultipartFile) {
    if let mime { curl_mime_free(mime) }
    mime = curl_mime_init(curl)
    for (name, value) in file.fields.sorted(by: { $0.key < $1.key }) {
      let part = curl_mime_addpart(mime)
      curl_mime_name(part, name)
      curl_mime_data(part, value, value.utf8.count)
    }
    let part = curl_mime_addpart(mime)
    curl_mime_name(part, file.field)
    curl_mime_filedata(part, file.path)
    curl_mime_filename(part, file.fileName)
    if let type = file.contentType { curl_mime_type(part, type) }
    fg_set_pointer(curl, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(mime))
    method = .put  // Whatever comes next differs, so the method is set anew.
  }

  func begin(_ consumer: any ResponseConsumer, _ continuation: UnsafeContinuation<Transfer, Never>) {
    self.consumer = consumer
    self.continuation = continuation
    let now = loop.now
    transfer = Transfer(send: now, close: now)
  }

  /// Whether a transfer is under way.
  var isWaitedFor: Bool { continuation != nil }

  /// Ends the transfer with libcurl's code and resumes the one who waits.
  func finish(_ code: CURLcode) {
    if ended == nil, code != CURLE_OK, !(transfer.endedByConsumer && code == CURLE_WRITE_ERROR) {
      ended = TransferFailure(code: code, phase: phase)
    }
    complete()
  }

  /// Ends the transfer for a reason of ours.
  func abort() {
    ended = .cancelled(phase)
    complete()
  }

  private func complete() {
    guard let continuation else { return }
    transfer.close = loop.now
    transfer.status = fg_get_long(curl, CURLINFO_RESPONSE_CODE)
    transfer.reusedConnection = fg_get_long(curl, CURLINFO_NUM_CONNECTS) == 0 && transfer.firstByte != nil
    if !transfer.reusedConnection {
      let plain = fg_get_offset(curl, CURLINFO_CONNECT_TIME_T)
      transfer.connect = Int64(max(plain, fg_get_offset(curl, CURLINFO_APPCONNECT_TIME_T))) * 1000
    }
    transfer.bytesSent = Int64(fg_get_long(curl, CURLINFO_REQUEST_SIZE))
    transfer.bytesReceived = Int64(fg_get_long(curl, CURLINFO_HEADER_SIZE)) + bodyBytes
    transfer.failure = ended
    self.continuation = nil
    consumer = nil
    continuation.resume(returning: transfer)
  }

  /// How far it has come.
  private var phase: TransferFailure.Phase {
    if transfer.firstByte != nil { return .streaming }
    return fg_get_offset(curl, CURLINFO_PRETRANSFER_TIME_T) > 0 ? .waiting : .connecting
  }
}

/// An address for a body of no bytes.
nonisolated(unsafe) private let emptyBody = UnsafeRawPointer(
  UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))

// MARK: - What comes in

extension EasyHandle {
  fileprivate func takeHeader(_ bytes: UnsafeRawBufferPointer) {
    let now = loop.now
    if transfer.firstByte == nil { transfer.firstByte = now }
    if bytes.starts(with: "HTTP/".utf8) {
      // A new head: after "100 Continue", or after a proxy's answer.
      head.clear()
      return
    }
    let end = bytes.lastIndex { $0 != 0x0d && $0 != 0x0a }
    guard let end else { return finishHead(now) }
    head.add(bytes[...end])
  }

  private func finishHead(_ now: LoopInstant) {
    head.status = fg_get_long(curl, CURLINFO_RESPONSE_CODE)
    guard head.status >= 200 else { return }
    consumer?.head(head, at: now)
  }

  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    let now = loop.now
    if transfer.firstByte == nil { transfer.firstByte = now }
    bodyBytes += Int64(bytes.count)
    guard bodyBytes <= maxBodyBytes else {
      ended = .tooLarge
      return fg_write_error
    }
    let goOn = consumer?.body(bytes.bytes, at: now) ?? false
    if goOn { return bytes.count }
    transfer.endedByConsumer = true
    return fg_write_error
  }
}
