import CCurl
import Reactor

/// One of libcurl's easy handles, used again and again, and the transfer that it is at. Confined to the loop.
///
/// Its properties are used on one thread and never while one of them changes: dynamic exclusivity checks would
/// find nothing and cost 3 % of a request.
final class EasyHandle: AbortListener, @unchecked Sendable {
  let curl: UnsafeMutableRawPointer
  let loop: EpollLoop
  let sockets: Sockets
  private let names: SharedNames
  let options: TransportOptions
  @exclusivity(unchecked) private var form: RequestForm

  // The transfer under way.
  @exclusivity(unchecked) var consumer: (any ResponseConsumer)?
  @exclusivity(unchecked) private var continuation: UnsafeContinuation<Void, Never>?
  @exclusivity(unchecked) var head = ResponseHead()
  @exclusivity(unchecked) var headAt = LoopInstant(nanoseconds: 0)
  @exclusivity(unchecked) var transfer = Transfer(at: LoopInstant(nanoseconds: 0))
  @exclusivity(unchecked) private var hasStarted = false
  /// It was cancelled before it began.
  @exclusivity(unchecked) private var isCancelled = false
  @exclusivity(unchecked) var headBytes = 0
  @exclusivity(unchecked) var bodyBytes: Int64 = 0
  @exclusivity(unchecked) var ended: TransferFailure?
  /// A connection was opened for it: it goes over no kept one.
  @exclusivity(unchecked) var opensConnection = false
  /// `errno` of a socket that could not be had for it; 0 when there was none.
  @exclusivity(unchecked) var socketError: Int32 = 0
  /// libcurl wanted to write the request again, on another connection, and was kept from it.
  @exclusivity(unchecked) var wasKeptFromRepeating = false
  /// Ends a transfer of which the consumer wants only what comes soon.
  @exclusivity(unchecked) var lastCall: TimerToken?
  /// Which use of the handle this is: a late cancellation must not meet the next one.
  @exclusivity(unchecked) private(set) var use: UInt64 = 0
  /// The virtual user whose request it is.
  @exclusivity(unchecked) private(set) var user = 0
  /// The multi handle that drives the transfer, and the place in its list.
  @exclusivity(unchecked) var multi: MultiHandle?
  @exclusivity(unchecked) var place = 0

  init?(loop: EpollLoop, options: TransportOptions, sockets: Sockets, names: SharedNames) {
    guard let curl = curl_easy_init() else { return nil }
    self.curl = curl
    self.loop = loop
    self.sockets = sockets
    self.names = names
    self.options = options
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
}

extension EasyHandle {
  /// The one that made that handle of libcurl.
  static func of(_ curl: UnsafeMutableRawPointer) -> EasyHandle? {
    UnsafeRawPointer(fg_get_text(curl, CURLINFO_PRIVATE)).map {
      Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue()
    }
  }
}

// MARK: - Beginning

extension EasyHandle {
  /// Makes the handle ready for a request.
  func prepare(
    _ request: HTTPRequest, _ urls: ParsedURLs, headers: UnsafeMutablePointer<curl_slist>?
  ) {
    form.set(request, urls, headers: headers)
    use += 1
    user = request.user
    isCancelled = false
    head.clear()
    headBytes = 0
    bodyBytes = 0
    ended = nil
    forgetConnection()
  }

  /// Takes what is to be told, and what is resumed when ``transfer`` has ended; `false` when it was cancelled before, and
  /// has ended now.
  func begin(_ consumer: any ResponseConsumer, _ continuation: UnsafeContinuation<Void, Never>) -> Bool {
    self.consumer = consumer
    self.continuation = continuation
    hasStarted = false
    transfer = Transfer(at: loop.now)
    if isCancelled { fail(.cancelled(.connecting)) }
    return !isCancelled
  }

  /// It is handed to libcurl now.
  func start() {
    hasStarted = true
    transfer = Transfer(at: loop.now)
  }

  /// Whether that use of the handle is still to be started.
  func waitsForStart(use: UInt64) -> Bool { use == self.use && continuation != nil && !hasStarted }

  /// Whether the request is to be sent again: it did not get to the server over a kept connection, and the
  /// options say so.
  func isResent(after code: CURLcode) -> Bool {
    options.resendsOnStaleConnection && ended == nil && failure(after: code) == .staleConnection
  }

  /// Makes the handle ready to send the same request again, on a connection of its own.
  func prepareFreshConnection() {
    transfer.resends += 1
    transfer.connectionReady = nil
    transfer.sent = nil
    forgetConnection()
    form.wantsFreshConnection = true
  }

  private func forgetConnection() {
    opensConnection = false
    socketError = 0
    wasKeptFromRepeating = false
  }
}

// MARK: - End

extension EasyHandle {
  /// Ends the transfer with libcurl's code and resumes the one who waits.
  func finish(_ code: CURLcode) {
    if ended == nil { ended = failure(after: code) }
    complete()
  }

  /// Ends a transfer that cannot be handed to libcurl.
  func fail(_ failure: TransferFailure) {
    ended = failure
    complete()
  }

  /// Ends the transfer of that use for a reason of ours, if it is still under way.
  func abort(use: UInt64) {
    guard use == self.use else { return }
    isCancelled = true
    guard continuation != nil else { return }
    multi?.remove(self)
    ended = .cancelled(phase)
    complete()
  }

  /// Ends the transfer because the consumer has waited long enough for the rest.
  func endForConsumer() {
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
    transfer.failure = ended
    self.continuation = nil
    consumer = nil
    continuation.resume()
  }

  /// libcurl counts a body that went out together with its head as a part of the head as well.
  private var bytesSent: Int64 {
    let head = Int64(fg_get_long(curl, CURLINFO_REQUEST_SIZE))
    let body = Int64(fg_get_offset(curl, CURLINFO_SIZE_UPLOAD_T))
    return head > body ? head : head + body
  }

  private func readConnection() {
    // Streams of HTTP/2 share a socket, which says nothing of one of them.
    if options.http != .http1, transfer.sent == nil { transfer.sent = transfer.connectionReady }
    guard opensConnection else {
      transfer.reusedConnection = transfer.connectionReady != nil
      return
    }
    transfer.nameLookup = Int64(fg_get_offset(curl, CURLINFO_NAMELOOKUP_TIME_T)) * 1000
    let plain = Int64(fg_get_offset(curl, CURLINFO_CONNECT_TIME_T)) * 1000
    let secured = Int64(fg_get_offset(curl, CURLINFO_APPCONNECT_TIME_T)) * 1000
    transfer.connect = max(plain, secured)
    transfer.tlsHandshake = max(0, secured - plain)
  }
}

// MARK: - Failures

extension EasyHandle {
  private func failure(after code: CURLcode) -> TransferFailure? {
    if code == CURLE_OK || (transfer.endedByConsumer && code == CURLE_WRITE_ERROR) { return nil }
    if lostConnection(code) { return arrived ? .reset(.waiting) : .staleConnection }
    return TransferFailure(code: code, systemError: systemError, phase: phase)
  }

  /// Whether the connection ended after the request had been written, and before a byte of the answer.
  private func lostConnection(_ code: CURLcode) -> Bool {
    let broke = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING
    return wasKeptFromRepeating || (broke && phase == .waiting)
  }

  /// Whether the request may have got to the server whole: over a new connection, or acknowledged by its TCP to
  /// the last byte. Nobody does a request of which a part is missing.
  private var arrived: Bool {
    opensConnection || (isWritten && sockets.unacknowledged(localPort: transfer.localPort) == 0)
  }

  private var isWritten: Bool {
    bytesSent > 0
      && fg_get_offset(curl, CURLINFO_SIZE_UPLOAD_T) >= fg_get_offset(curl, CURLINFO_CONTENT_LENGTH_UPLOAD_T)
  }

  /// How far it has come.
  private var phase: TransferFailure.Phase {
    if transfer.firstByte != nil { return .streaming }
    return transfer.connectionReady == nil ? .connecting : .waiting
  }

  private var systemError: Int32 {
    socketError != 0 ? socketError : Int32(fg_get_long(curl, CURLINFO_OS_ERRNO))
  }
}
