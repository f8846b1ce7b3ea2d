import CCurl
import Reactor

/// One of libcurl's multi handles on an epoll loop.
///
/// libcurl's callbacks only note what it wants: epoll is changed, a deadline is kept, the handle is put on the
/// list of those that are due. It is called again from the loop's turn, never from inside a callback of its own.
final class MultiHandle: DescriptorWatcher {
  private let curl: UnsafeMutableRawPointer
  private let loop: EpollLoop
  private let due: DueList
  /// Its connections are closed through it, to the last.
  private let sockets: Sockets
  @exclusivity(unchecked) private var handles: [EasyHandle] = []
  /// When libcurl wants to be called without an event; `nil` for not at all.
  @exclusivity(unchecked) private var deadline: LoopInstant?
  @exclusivity(unchecked) private var timer: TimerToken?
  @exclusivity(unchecked) private var timerDeadline = LoopInstant.distantFuture
  @exclusivity(unchecked) private var running: Int32 = 0
  /// On the list of those that are due.
  @exclusivity(unchecked) var isDue = false

  init?(loop: EpollLoop, maxConnections: Int, due: DueList, sockets: Sockets) {
    guard let curl = curl_multi_init() else { return nil }
    self.curl = curl
    self.loop = loop
    self.due = due
    self.sockets = sockets
    let me = Unmanaged.passUnretained(self).toOpaque()
    fg_multi_set_long(curl, CURLMOPT_MAXCONNECTS, maxConnections)
    fg_multi_set_pointer(curl, CURLMOPT_SOCKETDATA, me)
    fg_multi_set_pointer(curl, CURLMOPT_TIMERDATA, me)
    fg_multi_set_socket_callback(curl) { easy, socket, what, context, _ in
      Unmanaged<MultiHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.watch(socket, what) }
      if what == CURL_POLL_IN, let easy { EasyHandle.of(easy)?.wantsOnlyToRead() }
      return 0
    }
    fg_multi_set_timer_callback(curl) { _, milliseconds, context in
      Unmanaged<MultiHandle>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.setTimeout(milliseconds) }
      return 0
    }
  }

  /// Aborts what is under way and closes every connection. The last call.
  func close() {
    for handle in handles { handle.abort(use: handle.use) }
    timer?.cancel()
    curl_multi_cleanup(curl)
  }

  /// Transfers under way.
  var active: Int { handles.count }

  func add(_ handle: EasyHandle) {
    handle.multi = self
    handle.place = handles.count
    handles.append(handle)
    curl_multi_add_handle(curl, handle.curl)
  }

  func remove(_ handle: EasyHandle) {
    curl_multi_remove_handle(curl, handle.curl)
    handle.multi = nil
    let last = handles.removeLast()
    guard last !== handle else { return }
    handles[handle.place] = last
    last.place = handle.place
  }

  /// A socket of its own is ready.
  func ready(_ socket: Int32, _ events: UInt32) {
    var flags: Int32 = 0
    if events & EpollLoop.readable != 0 { flags |= CURL_CSELECT_IN }
    if events & EpollLoop.writable != 0 { flags |= CURL_CSELECT_OUT }
    if events & EpollLoop.broken != 0 { flags |= CURL_CSELECT_ERR }
    act(socket, flags)
  }

  /// Its time has come.
  func expire() { act(CURL_SOCKET_TIMEOUT, 0) }

  private func act(_ socket: curl_socket_t, _ events: Int32) {
    curl_multi_socket_action(curl, socket, events, &running)
    // All still run: nobody has ended.
    if Int(running) != handles.count { finishCompleted() }
  }

  private func finishCompleted() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(curl, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let code = fg_message_result(message)
      if let handle = EasyHandle.of(easy) { end(handle, code) }
    }
  }

  private func end(_ handle: EasyHandle, _ code: CURLcode) {
    let isResent = handle.isResent(after: code)
    remove(handle)
    guard isResent else { return handle.finish(code) }
    handle.prepareFreshConnection()
    add(handle)
  }

  // MARK: Callbacks

  private func watch(_ socket: curl_socket_t, _ what: Int32) {
    if what == CURL_POLL_REMOVE { return loop.unwatch(socket) }
    var events: UInt32 = 0
    if what & CURL_POLL_IN != 0 { events |= EpollLoop.readable }
    if what & CURL_POLL_OUT != 0 { events |= EpollLoop.writable }
    loop.watch(socket, events: events, self)
  }

  private func setTimeout(_ milliseconds: Int) {
    deadline = nil
    if milliseconds == 0 { return due.add(self) }
    guard milliseconds > 0 else { return }
    let next = loop.now.advanced(by: Int64(milliseconds) * 1_000_000)
    deadline = next
    if next < timerDeadline { arm(next) }
  }

  /// A timer that is early looks again when it fires: most deadlines move before they come.
  private func arm(_ instant: LoopInstant) {
    timer?.cancel()
    timerDeadline = instant
    timer = loop.schedule(at: instant) { [weak self] in self?.timerFired() }
  }

  private func timerFired() {
    timerDeadline = .distantFuture
    guard let deadline else { return }
    if deadline > loop.now { return arm(deadline) }
    self.deadline = nil
    expire()
  }
}
