import CCurl
import Reactor

/// HTTP over libcurl on one epoll loop. Everything but `init` happens on the loop.
///
/// `perform` never leaves the loop's thread: bytes go from libcurl's buffer to the consumer in the turn in
/// which they arrive, and whoever waits is resumed through the loop's ready queue.
package final class Transport: @unchecked Sendable {
  private let loop: EpollLoop
  private let options: TransportOptions
  private let headers = HeaderLists()
  private var multis: [MultiHandle] = []
  private var multisOfUsers: [Int: MultiHandle] = [:]
  private var idle: [EasyHandle] = []
  private var inFlight = 0
  private var isShutDown = false

  /// A transport on that loop. On the loop only.
  package init(loop: EpollLoop, options: TransportOptions) {
    CurlLibrary.initialise()
    self.loop = loop
    self.options = options
    loop.addHook { [weak self] in self?.turn() }
  }

  /// Transfers under way.
  package var transfersInFlight: Int { inFlight }

  /// Sends the request, hands the answer to the consumer as it comes, and returns what became of it.
  /// When the task is cancelled the transfer is aborted at once.
  package func perform(_ request: HTTPRequest, _ consumer: any ResponseConsumer) async -> Transfer {
    guard !isShutDown, let handle = takeHandle(), let multi = multi(for: request) else {
      let now = loop.now
      return Transfer(send: now, close: now, failure: .cancelled(.connecting))
    }
    handle.prepare(request, headers: headers.list(request.headers))
    inFlight += 1
    let abortable = Abortable(handle: handle, multi: multi)
    let transfer = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        handle.begin(consumer, continuation)
        multi.add(handle)
      }
    } onCancel: {
      loop.execute { abortable.abort() }
    }
    abortable.isOver = true
    inFlight -= 1
    idle.append(handle)
    return transfer
  }

  /// Closes every connection. No transfer may be under way.
  package func shutdown() {
    isShutDown = true
    idle = []
    multis = []
    multisOfUsers = [:]
  }

  private func turn() {
    let now = loop.now
    for multi in multis { multi.turn(now: now) }
    for multi in multisOfUsers.values { multi.turn(now: now) }
    if inFlight == 0 { headers.trim() }
  }

  private func takeHandle() -> EasyHandle? {
    idle.popLast() ?? EasyHandle(loop: loop, options: options)
  }

  private func multi(for request: HTTPRequest) -> MultiHandle? {
    if options.strategy == .perUser {
      if let own = multisOfUsers[request.user] { return own }
      let own = MultiHandle(loop: loop, maxConnections: 2)
      multisOfUsers[request.user] = own
      return own
    }
    if let free = multis.first(where: { $0.active < options.transfersPerMulti }) { return free }
    let added = MultiHandle(loop: loop, maxConnections: options.transfersPerMulti * 2)
    if let added { multis.append(added) }
    return added
  }
}

/// A transfer that may be aborted, until it is over. Confined to the loop.
private final class Abortable: @unchecked Sendable {
  private let handle: EasyHandle
  private let multi: MultiHandle
  var isOver = false

  init(handle: EasyHandle, multi: MultiHandle) {
    self.handle = handle
    self.multi = multi
  }

  func abort() {
    guard !isOver, handle.isWaitedFor else { return }
    multi.remove(handle)
    handle.abort()
  }
}
