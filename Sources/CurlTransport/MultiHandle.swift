import CCurl
import Reactor

/// One of libcurl's multi handles on an epoll loop.
///
/// libcurl's callbacks only note what it wants: epoll is changed, a deadline is kept. It is called again from
/// the loop's turn, never from inside one of its callbacks.
final class MultiHandle {
  let curl: OpaquePointer
  private unowned let loop: EpollLoop
  private(set) var active = 0
  /// When libcurl wants to be called without an event; `nil` for not at all.
  private(set) var deadline: LoopInstant?
  private var timer: TimerToken?
  private var timerDeadline: LoopInstant?
  private var running: Int32 = 0

  init?(loop: EpollLoop, maxConnections: Int) {
    guard let curl = curl_multi_init() else { return nil }
    self.curl = OpaquePointer(curl)
    self.loop = loop
    let me = Unmanaged.passUnretained(self).toOpaque()
    fg_multi_set_long(curl, CURLMOPT_MAXCONNECTS, maxConnections)
    fg_multi_set_pointer(curl, CURLMOPT_SOCKETDATA, me)
    fg_multi_set_pointer(curl, CURLMOPT_TIMERDATA, me)
    fg_multi_set_socket_callback(curl) { _, socket, what, context, _ in
      Unmanaged<MultiHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.watch(socket, what) }
      return 0
    }
    fg_multi_set_timer_callback(curl) { _, milliseconds, context in
      Unmanaged<MultiHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.setTimeout(milliseconds) }
      return 0
    }
  }

  deinit {
    timer?.cancel()
    curl_multi_cleanup(UnsafeMutableRawPointer(curl))
  }

  private var raw: UnsafeMutableRawPointer { UnsafeMutableRawPointer(curl) }

  func add(_ handle: EasyHandle) {
    active += 1
    curl_multi_add_handle(raw, handle.curl)
  }

  func remove(_ handle: EasyHandle) {
    active -= 1
    curl_multi_remove_handle(raw, handle.curl)
  }

  /// Called in each of the loop's turns: lets libcurl act when its deadline has come, and sees to it that the
  /// loop wakes in time for the next.
  func turn(now: LoopInstant) {
    if let due = deadline, due <= now {
      deadline = nil
      act(CURL_SOCKET_TIMEOUT, 0)
    }
    guard let deadline, timerDeadline.map({ $0 > deadline }) ?? true else { return }
    timer?.cancel()
    timerDeadline = deadline
    timer = loop.schedule(at: deadline) { [unowned self] in timerDeadline = nil }
  }

  private func act(_ socket: curl_socket_t, _ events: Int32) {
    curl_multi_socket_action(raw, socket, events, &running)
    finishCompleted()
  }

  private func finishCompleted() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(raw, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let code = fg_message_result(message)
      let context = UnsafeRawPointer(fg_get_text(easy, CURLINFO_PRIVATE))
      guard let context else { continue }
      let handle = Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
      remove(handle)
      handle.finish(code)
    }
  }

  // MARK: Callbacks

  private func watch(_ socket: curl_socket_t, _ what: Int32) {
    if what == CURL_POLL_REMOVE { return loop.unwatch(socket) }
    var events: UInt32 = 0
    if what & CURL_POLL_IN != 0 { events |= EpollLoop.readable }
    if what & CURL_POLL_OUT != 0 { events |= EpollLoop.writable }
    loop.watch(socket, events: events) { [unowned self] ready in
      var flags: Int32 = 0
      if ready & EpollLoop.readable != 0 { flags |= CURL_CSELECT_IN }
      if ready & EpollLoop.writable != 0 { flags |= CURL_CSELECT_OUT }
      if ready & EpollLoop.broken != 0 { flags |= CURL_CSELECT_ERR }
      act(socket, flags)
    }
  }

  private func setTimeout(_ milliseconds: Int) {
    deadline = milliseconds < 0 ? nil : loop.now.advanced(by: Int64(milliseconds) * 1_000_000)
  }
}
