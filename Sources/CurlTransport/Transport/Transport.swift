import CCurl
import Reactor

/// HTTP over libcurl on one epoll loop. Everything happens on the loop.
///
/// `perform` never leaves the loop's thread: bytes go from libcurl's buffer to the consumer in the turn in
/// which they arrive, and whoever waits is resumed through the loop's ready queue.
package final class Transport: @unchecked Sendable {
  package let loop: EpollLoop
  private let options: TransportOptions
  private let headers: HeaderLists
  /// Without "Expect: 100-continue", which libcurl adds for large bodies and which costs a round trip.
  private let headersOfLarge: HeaderLists
  private let urls = ParsedURLs()
  private let due: DueList
  private let sockets: Sockets
  private let names = SharedNames()
  private lazy var starts = StartQueue(
    loop: loop, perTurn: options.startsPerTurn,
    // As many connections are in use as transfers are under way.
    opensConnection: { [unowned self] waiting in sockets.open <= inFlight - waiting },
    start: { [unowned self] in start($0) })
  @exclusivity(unchecked) private var multis: [MultiHandle] = []
  private var multisOfUsers: [Int: MultiHandle] = [:]
  @exclusivity(unchecked) private var idle: [EasyHandle] = []
  @exclusivity(unchecked) private var inFlight = 0
  @exclusivity(unchecked) private var isShutDown = false

  /// A transport on that loop. On the loop only.
  package init(loop: EpollLoop, options: TransportOptions) {
    CurlLibrary.initialise()
    self.loop = loop
    self.options = options
    // As a line of the list: libcurl writes its own option out twice for each request.
    let agent = "User-Agent: \(options.userAgent)"
    headers = HeaderLists(adding: [agent])
    headersOfLarge = HeaderLists(adding: [agent, "Expect:"])
    due = DueList(loop: loop)
    sockets = Sockets(loop: loop)
  }

  deinit { shutdown() }

  /// Transfers under way.
  package var transfersInFlight: Int { inFlight }

  /// The most transfers that waited for their start since this was last asked.
  package func takeMostWaiting() -> Int { starts.takeMost() }

  /// Connections that are open, in use or kept.
  package var openConnections: Int { sockets.open }

  /// Sends the request, hands the answer to the consumer as it comes, and returns what became of it.
  /// The transfer is aborted when `signal` says that its task is given up; without one, when the task is cancelled.
  package func perform(
    _ request: HTTPRequest, _ consumer: any ResponseConsumer, abortedBy signal: AbortSignal? = nil
  ) async -> Transfer {
    let prepared = prepare(request)
    await perform(prepared, consumer, abortedBy: signal)
    return end(prepared)
  }

  /// The first of the three steps of ``perform(_:_:abortedBy:)``. Who has thousands of answers open takes them one by one:
  /// what lives while an answer comes, the request and the transfer included, is memory of each of them.
  package func prepare(_ request: HTTPRequest) -> PreparedRequest {
    assert(loop.isOnLoop, "a transport is used on its loop only")
    guard !isShutDown, let handle = takeHandle() else { return PreparedRequest(handle: nil) }
    handle.prepare(request, urls, headers: headerList(request))
    inFlight += 1
    return PreparedRequest(handle: handle)
  }

  /// The second step: returns when the transfer has ended.
  package func perform(
    _ prepared: PreparedRequest, _ consumer: any ResponseConsumer, abortedBy signal: AbortSignal?
  ) async {
    guard let handle = prepared.handle else { return }
    if let signal, signal.listen(handle, use: handle.use) {
      await run(handle, consumer)
      signal.endListening()
    } else {
      await runUntilCancelled(handle, consumer)
    }
  }

  /// The third step: what became of it.
  package func end(_ prepared: PreparedRequest) -> Transfer {
    guard let handle = prepared.handle else {
      return Transfer(at: loop.now, failure: isShutDown ? .cancelled(.connecting) : Self.noHandle)
    }
    inFlight -= 1
    if inFlight == 0 { trimHeaders() }
    if !isShutDown { idle.append(handle) }
    return handle.transfer
  }

  private func run(_ handle: EasyHandle, _ consumer: any ResponseConsumer) async {
    await withUnsafeContinuation { continuation in
      if handle.begin(consumer, continuation) { starts.add(handle) }
    }
  }

  @inline(never)
  private func runUntilCancelled(_ handle: EasyHandle, _ consumer: any ResponseConsumer) async {
    let use = handle.use
    await withTaskCancellationHandler {
      await run(handle, consumer)
    } onCancel: {
      loop.execute { handle.abort(use: use) }
    }
  }

  /// Hands a transfer to libcurl. The multi handle is chosen in the same breath: a suspension between the two would
  /// put a whole first wave into one, and libcurl walks its lists.
  private func start(_ handle: EasyHandle) {
    guard let multi = multi(of: handle.user) else { return handle.fail(Self.noHandle) }
    handle.start()
    multi.add(handle)
  }

  private static let noHandle = TransferFailure.generator("libcurl gives no handle: out of memory")

  /// Aborts what is under way and closes every connection.
  package func shutdown() {
    guard !isShutDown else { return }
    isShutDown = true
    starts.clear()
    for multi in multis { multi.close() }
    for multi in multisOfUsers.values { multi.close() }
    due.clear()
    idle = []
    multis = []
    multisOfUsers = [:]
  }

  private func headerList(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
    let isLarge = request.upload != nil || request.body.count >= 1000
    return (isLarge ? headersOfLarge : headers).list(request.headers)
  }

  private func trimHeaders() {
    headers.trim()
    headersOfLarge.trim()
  }

  private func takeHandle() -> EasyHandle? {
    idle.popLast() ?? EasyHandle(loop: loop, options: options, sockets: sockets, names: names)
  }

  private func multi(of user: Int) -> MultiHandle? {
    if options.strategy == .perUser {
      if let own = multisOfUsers[user] { return own }
      let own = makeMulti(connections: 2)
      multisOfUsers[user] = own
      return own
    }
    if let free = multis.first(where: { $0.active < options.transfersPerMulti }) { return free }
    let added = makeMulti(connections: options.transfersPerMulti * 2)
    if let added { multis.append(added) }
    return added
  }

  private func makeMulti(connections: Int) -> MultiHandle? {
    MultiHandle(loop: loop, maxConnections: connections, due: due, sockets: sockets)
  }
}

/// A request that a transport has taken, and sends when it is told to.
package struct PreparedRequest {
  /// `nil` when there was none to be had.
  let handle: EasyHandle?
}
