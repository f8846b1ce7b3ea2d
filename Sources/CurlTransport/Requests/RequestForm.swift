import CCurl

/// The request side of an easy handle: only what differs from the last request is set anew.
struct RequestForm {
  private let curl: UnsafeMutableRawPointer
  private var url = ""
  /// `nil` when the method has to be set, whatever it is.
  private var method: HTTPRequest.Method? = .get
  private var timeout = 0
  private var headers: UnsafeMutablePointer<curl_slist>?
  /// The line that only this request has, linked before the list that it shares with others.
  private var own: UnsafeMutablePointer<curl_slist>?
  /// The body, in place until the transfer ends: it may have to be sent again on a fresh connection.
  private var body = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
  private var mime: OpaquePointer?
  private var resolve: UnsafeMutablePointer<curl_slist>?
  private var neverReuses = false

  /// Whether the next transfer must not use a kept connection.
  var wantsFreshConnection = false {
    didSet {
      guard wantsFreshConnection != oldValue, !neverReuses else { return }
      fg_set_long(curl, CURLOPT_FRESH_CONNECT, wantsFreshConnection ? 1 : 0)
    }
  }

  init(curl: UnsafeMutableRawPointer) { self.curl = curl }

  /// To be called after the easy handle's end.
  func free() {
    if let mime { curl_mime_free(mime) }
    Self.free(own)
    curl_slist_free_all(resolve)
    body.deallocate()
  }

  mutating func set(
    _ request: HTTPRequest, _ urls: ParsedURLs, headers: UnsafeMutablePointer<curl_slist>?
  ) {
    wantsFreshConnection = false
    if request.url != url {
      url = request.url
      fg_set_text(curl, CURLOPT_URL, url)
      fg_set_pointer(curl, CURLOPT_CURLU, urls.url(url).map(UnsafeMutableRawPointer.init))
    }
    setHeaders(headers, request.ownHeader)
    if request.timeout != timeout {
      timeout = request.timeout
      fg_set_long(curl, CURLOPT_TIMEOUT_MS, timeout)
    }
    if let file = request.upload { return setUpload(file) }
    setMethod(request.method)
    if request.method != .get { setBody(request.body) }
  }

  private mutating func setHeaders(_ shared: UnsafeMutablePointer<curl_slist>?, _ line: String?) {
    if line == nil, own == nil, shared == headers { return }
    headers = shared
    let old = own
    own = line.flatMap { curl_slist_append(nil, $0) }
    own?.pointee.next = shared
    fg_set_pointer(curl, CURLOPT_HTTPHEADER, own ?? shared)
    Self.free(old)
  }

  /// The line alone: the list behind it is others' too.
  private static func free(_ line: UnsafeMutablePointer<curl_slist>?) {
    line?.pointee.next = nil
    curl_slist_free_all(line)
  }

  private mutating func setMethod(_ method: HTTPRequest.Method) {
    guard method != self.method else { return }
    self.method = method
    fg_set_long(curl, method == .get ? CURLOPT_HTTPGET : CURLOPT_POST, 1)
    fg_set_text(curl, CURLOPT_CUSTOMREQUEST, method == .get || method == .post ? nil : method.rawValue)
    if method != .get { fg_set_pointer(curl, CURLOPT_POSTFIELDS, body.baseAddress) }
  }

  private mutating func setBody(_ bytes: [UInt8]) {
    if bytes.count > body.count {
      body.deallocate()
      body = .allocate(byteCount: bytes.count * 2, alignment: 1)
      fg_set_pointer(curl, CURLOPT_POSTFIELDS, body.baseAddress)
    }
    body.copyBytes(from: bytes)
    fg_set_offset(curl, CURLOPT_POSTFIELDSIZE_LARGE, bytes.count)
  }

  private mutating func setUpload(_ file: MultipartFile) {
    let old = mime
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
    fg_set_text(curl, CURLOPT_CUSTOMREQUEST, nil)
    fg_set_pointer(curl, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(mime))
    if let old { curl_mime_free(old) }
    method = nil
  }
}

extension RequestForm {
  /// Sets what is the same for all requests.
  mutating func apply(_ options: TransportOptions) {
    fg_set_long(curl, CURLOPT_NOSIGNAL, 1)
    fg_set_long(curl, CURLOPT_TCP_NODELAY, 1)
    fg_set_long(curl, CURLOPT_TCP_KEEPALIVE, 1)
    // Empty words keep the environment's proxies away.
    fg_set_text(curl, CURLOPT_PROXY, options.proxy ?? "")
    fg_set_text(curl, CURLOPT_NOPROXY, "")
    fg_set_long(curl, CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout)
    fg_set_long(curl, CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
    fg_set_long(curl, CURLOPT_BUFFERSIZE, 64 * 1024)
    setVersion(options.http)
    setTrust(options)
    neverReuses = options.strategy == .new
    if neverReuses {
      fg_set_long(curl, CURLOPT_FRESH_CONNECT, 1)
      fg_set_long(curl, CURLOPT_FORBID_REUSE, 1)
    }
    for entry in options.resolve { resolve = curl_slist_append(resolve, entry) }
    if resolve != nil { fg_set_pointer(curl, CURLOPT_RESOLVE, resolve) }
  }

  private func setVersion(_ version: TransportOptions.HTTPVersion) {
    let word =
      switch version {
      case .http1: CURL_HTTP_VERSION_1_1
      case .http2: CURL_HTTP_VERSION_2TLS
      case .http2PriorKnowledge: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
      }
    fg_set_long(curl, CURLOPT_HTTP_VERSION, Int(word))
    if version != .http1 { fg_set_long(curl, CURLOPT_PIPEWAIT, 1) }
  }

  private func setTrust(_ options: TransportOptions) {
    if options.insecure {
      fg_set_long(curl, CURLOPT_SSL_VERIFYPEER, 0)
      fg_set_long(curl, CURLOPT_SSL_VERIFYHOST, 0)
    }
    if let file = options.caFile { fg_set_text(curl, CURLOPT_CAINFO, file) }
  }
}
