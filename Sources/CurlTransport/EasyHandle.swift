import CCurl
import Reactor

/// One of libcurl's easy handles, used again and again, and the transfer that it is at. Confined to the loop.
///
/// Its properties are used on one thread and never while one of them changes: dynamic exclusivity checks would
/// find nothing and cost 3 % of a request.
final class EasyHandle: @unchecked Sendable {
  let curl: UnsafeMutableRawPointer
  let loop: EpollLoop
  let sockets: Sockets
  private let names: SharedNames
  private let maxBodyBytes: Int64
  @exclusivity(unchecked) private var form: RequestForm

  // The transfer under way.
  @exclusivity(unchecked) private var consumer: (any ResponseConsumer)?
  @exclusivity(unchecked) private var continuation: UnsafeContinuation<Transfer, Never>?
  @exclusivity(unchecked) private var head = ResponseHead()
  @exclusivity(unchecked) private var headAt = LoopInstant(nanoseconds: 0)
  @exclusivity(unchecked) private var transfer = Transfer(
    send: LoopInstant(nanoseconds: 0), close: LoopInstant(nanoseconds: 0))
  @exclusivity(unchecked) private var bytesReceived: Int64 = 0
  @exclusivity(unchecked) private var bodyBytes: Int64 = 0
  @exclusivity(unchecked) private var ended: TransferFailure?
  /// Ends a transfer of which the consumer wants only what comes soon.
  @exclusivity(unchecked) private var lastCall: TimerToken?
  /// Which use of the handle this is: a late cancellation must not meet the next one.
  @exclusivity(unchecked) private(set) var use: UInt64 = 0
  /// The multi handle that drives the transfer, and the place in its list.
  @exclusivity(unchecked) var multi: MultiHandle?
  @exclusivity(unchecked) var place = 0

  init?(loop: EpollLoop, options: TransportOptions, sockets: Sockets, names: SharedNames) {
    guard let curl = curl_easy_init() else { return nil }
    self.curl = curl
    self.loop = loop
    self.sockets = sockets
    self.names = names
    maxBodyBytes = options.maxBodyBytes
    form = RequestForm(curl: curl)
    form.apply(options)
    sockets.serve(curl)
    names.serve(curl)
    setCallbacks()
  }

  deinit {
    curl_easy_cleanup(curl)
    form.free()
  }

  private func setCallbacks() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    fg_set_pointer(curl, CURLOPT_PRIVATE, me)
    fg_set_pointer(curl, CURLOPT_WRITEDATA, me)
    fg_set_pointer(curl, CURLOPT_HEADERDATA, me)
    fg_set_pointer(curl, CURLOPT_PREREQDATA, me)
    fg_set_callback(curl, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.takeBody(UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
    fg_set_callback(curl, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.takeHeader(UnsafeRawBufferPointer(start: bytes, count: count))
      }
      return count
    }
    fg_set_ready_callback(curl) { context, _, _, _, localPort in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.connectionIsReady(localPort) }
      return CURL_PREREQFUNC_OK
    }
  }
}

// MARK: - Beginning and end

extension EasyHandle {
  /// Makes the handle ready for a request.
  func prepare(_ request: HTTPRequest, headers: UnsafeMutablePointer<curl_slist>?) {
    form.set(request, headers: headers)
    use += 1
    head.clear()
    bytesReceived = 0
    bodyBytes = 0
    ended = nil
  }

  func begin(_ consumer: any ResponseConsumer, _ continuation: UnsafeContinuation<Transfer, Never>) {
    self.consumer = consumer
    self.continuation = continuation
    let now = loop.now
    transfer = Transfer(send: now, close: now)
  }

  /// Ends the transfer with libcurl's code and resumes the one who waits.
  func finish(_ code: CURLcode) {
    if ended == nil, code != CURLE_OK, !(transfer.endedByConsumer && code == CURLE_WRITE_ERROR) {
      let system = code == CURLE_COULDNT_CONNECT ? systemError : 0
      ended = TransferFailure(code: code, systemError: system, phase: phase)
    }
    complete()
  }

  /// Whether a kept connection was to blame: it died before the answer's first byte. libcurl tries again itself
  /// in most such cases, not in all.
  func wantsFreshConnection(after code: CURLcode) -> Bool {
    guard code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING else {
      return false
    }
    return ended == nil && phase == .waiting && fg_get_long(curl, CURLINFO_NUM_CONNECTS) == 0
  }

  /// Makes the handle ready to send the same request again, on a connection of its own.
  func prepareFreshConnection() {
    transfer.staleConnections += 1
    transfer.connectionReady = nil
    form.wantsFreshConnection = true
  }

  /// Ends the transfer of that use for a reason of ours, if it is still under way.
  func abort(use: UInt64) {
    guard use == self.use, continuation != nil else { return }
    multi?.remove(self)
    ended = .cancelled(phase)
    complete()
  }

  /// Ends the transfer because the consumer has waited long enough for the rest.
  private func endForConsumer() {
    guard continuation != nil else { return }
    multi?.remove(self)
    transfer.endedByConsumer = true
    complete()
  }

  private func complete() {
    guard let continuation else { return }
    lastCall?.cancel()
    lastCall = nil
    transfer.close = loop.now
    transfer.status = head.status
    readConnection()
    transfer.bytesSent = bytesSent
    transfer.bytesReceived = bytesReceived
    transfer.failure = ended
    self.continuation = nil
    consumer = nil
    continuation.resume(returning: transfer)
  }

  /// libcurl counts a body that went out together with its head as a part of the head as well.
  private var bytesSent: Int64 {
    let head = Int64(fg_get_long(curl, CURLINFO_REQUEST_SIZE))
    let body = Int64(fg_get_offset(curl, CURLINFO_SIZE_UPLOAD_T))
    return head > body ? head : head + body
  }

  private func readConnection() {
    guard fg_get_long(curl, CURLINFO_NUM_CONNECTS) > 0 else {
      transfer.reusedConnection = transfer.connectionReady != nil
      return
    }
    transfer.nameLookup = Int64(fg_get_offset(curl, CURLINFO_NAMELOOKUP_TIME_T)) * 1000
    let plain = Int64(fg_get_offset(curl, CURLINFO_CONNECT_TIME_T)) * 1000
    let secured = Int64(fg_get_offset(curl, CURLINFO_APPCONNECT_TIME_T)) * 1000
    transfer.connect = max(plain, secured)
    transfer.tlsHandshake = max(0, secured - plain)
  }

  /// How far it has come.
  private var phase: TransferFailure.Phase {
    if transfer.firstByte != nil { return .streaming }
    return transfer.connectionReady == nil ? .connecting : .waiting
  }

  private var systemError: Int32 {
    sockets.lastError != 0 ? sockets.lastError : Int32(fg_get_long(curl, CURLINFO_OS_ERRNO))
  }
}

// MARK: - What comes in

extension EasyHandle {
  /// The request goes out: on a new connection, on a kept one, or again because the kept one was dead.
  fileprivate func connectionIsReady(_ localPort: Int32) {
    if transfer.connectionReady != nil { transfer.staleConnections += 1 }
    transfer.connectionReady = loop.now
    transfer.localPort = localPort
  }

  fileprivate func takeHeader(_ line: UnsafeRawBufferPointer) {
    bytesReceived += Int64(line.count)
    if line.isStatusLine {
      headAt = loop.now
      if transfer.firstByte == nil { transfer.firstByte = headAt }
      // A new head: after "100 Continue", or after a proxy's answer.
      return head.clear()
    }
    let text = line.withoutLineEnd
    if text.isEmpty { finishHead() } else { head.append(text) }
  }

  private func finishHead() {
    guard bodyBytes == 0 else { return }  // Trailers.
    head.status = fg_get_long(curl, CURLINFO_RESPONSE_CODE)
    if head.status >= 200 { consumer?.head(head, at: headAt) }
  }

  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    let now = loop.now
    if transfer.firstByte == nil { transfer.firstByte = now }
    bytesReceived += Int64(bytes.count)
    bodyBytes += Int64(bytes.count)
    guard bodyBytes <= maxBodyBytes else {
      ended = .tooLarge
      return fg_write_error
    }
    switch consumer?.body(bytes.bytes, at: now) ?? .nothing {
    case .more: return bytes.count
    case .moreFor(let nanoseconds):
      waitForRest(nanoseconds, from: now)
      return bytes.count
    case .nothing:
      transfer.endedByConsumer = true
      return fg_write_error
    }
  }

  private func waitForRest(_ nanoseconds: Int64, from now: LoopInstant) {
    guard lastCall == nil else { return }
    lastCall = loop.schedule(at: now.advanced(by: nanoseconds)) { [weak self] in self?.endForConsumer() }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether it begins with `HTTP/`.
  fileprivate var isStatusLine: Bool {
    count >= 5 && self[0] == 0x48 && self[1] == 0x54 && self[2] == 0x54 && self[3] == 0x50 && self[4] == 0x2f
  }

  fileprivate var withoutLineEnd: UnsafeRawBufferPointer {
    var end = count
    while end > 0, self[end - 1] == 0x0a || self[end - 1] == 0x0d { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[..<end])
  }
}
