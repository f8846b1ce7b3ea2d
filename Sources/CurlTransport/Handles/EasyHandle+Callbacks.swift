import CCurl
import Glibc
import Reactor

/// What libcurl tells while a transfer is under way. Nothing here calls libcurl back, save for plain facts.
extension EasyHandle {
  func setCallbacks() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA, CURLOPT_OPENSOCKETDATA,
    ] { fg_set_pointer(curl, option, me) }
    fg_set_callback(curl, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.takeBody(UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
    fg_set_callback(curl, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.takeHeader(UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
    fg_set_open_callback(curl) { context, _, address in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.openSocket(address!.pointee) }
    }
    fg_set_ready_callback(curl) { context, _, _, _, localPort in
      Unmanaged<EasyHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.connectionIsReady(localPort) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }
    }
  }
}

// MARK: - The request

extension EasyHandle {
  /// Opens a connection for the transfer, unless its request was written before: then libcurl could only write
  /// it again, which nobody ordered.
  private func openSocket(_ address: curl_sockaddr) -> curl_socket_t {
    guard isFirstTime else { return CURL_SOCKET_BAD }
    opensConnection = true
    let socket = sockets.make(address)
    socketError = socket < 0 ? errno : 0
    return socket
  }

  /// The request is about to be written, on a new connection or a kept one; `false` when it must not be, because
  /// it was written before.
  private func connectionIsReady(_ localPort: Int32) -> Bool {
    guard isFirstTime else { return false }
    transfer.connectionReady = loop.now
    transfer.localPort = localPort
    return true
  }

  private var isFirstTime: Bool {
    if transfer.connectionReady != nil { wasKeptFromRepeating = true }
    return transfer.connectionReady == nil
  }

  /// libcurl wants to read from the connection and no more to write to it.
  func wantsOnlyToRead() {
    if transfer.sent == nil, transfer.connectionReady != nil, transfer.firstByte == nil {
      transfer.sent = loop.now
    }
  }
}

// MARK: - The answer

extension EasyHandle {
  private func takeHeader(_ line: UnsafeRawBufferPointer) -> Int {
    transfer.bytesReceived += Int64(line.count)
    headBytes += line.count
    guard headBytes <= options.maxHeadBytes else {
      ended = .tooLarge
      return fg_write_error
    }
    if line.isStatusLine {
      headAt = loop.now
      if transfer.firstByte == nil { transfer.firstByte = headAt }
      // A new head: after "100 Continue", or after a proxy's answer.
      head.clear()
      return line.count
    }
    let text = line.withoutLineEnd
    if text.isEmpty { finishHead() } else { head.append(text) }
    return line.count
  }

  private func finishHead() {
    guard bodyBytes == 0 else { return }  // Trailers.
    head.status = fg_get_long(curl, CURLINFO_RESPONSE_CODE)
    if head.status >= 200 { consumer?.head(head, at: headAt) }
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    let now = loop.now
    if transfer.firstByte == nil { transfer.firstByte = now }
    transfer.bytesReceived += Int64(bytes.count)
    bodyBytes += Int64(bytes.count)
    guard bodyBytes <= options.maxBodyBytes else {
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
