import Reactor

/// Transfers on their way to libcurl: only a few are started in a turn of the loop, so that a wave of starts does not
/// keep the reads of the others waiting. In the order of their coming. Confined to the loop.
final class StartQueue {
  private struct Entry {
    var handle: EasyHandle
    var use: UInt64
  }

  private let loop: EpollLoop
  private let perTurn: Int
  private var waiting: [Entry] = []
  private var next = 0
  /// The most that waited since it was last asked for.
  private var most = 0
  private var turn: UInt64 = 0
  private var started = 0
  private var timer: TimerToken?
  /// Whether the next transfer has to open a connection, when so many are on their way to libcurl, itself among them.
  private let opensConnection: (Int) -> Bool
  /// Hands a transfer to libcurl.
  private let start: (EasyHandle) -> Void

  init(
    loop: EpollLoop, perTurn: Int, opensConnection: @escaping (Int) -> Bool,
    start: @escaping (EasyHandle) -> Void
  ) {
    (self.loop, self.perTurn, self.opensConnection, self.start) = (loop, perTurn, opensConnection, start)
  }

  /// Starts the transfer now, or in one of the next turns.
  func add(_ handle: EasyHandle) {
    if next == waiting.count, takePlace() { return start(handle) }
    waiting.append(Entry(handle: handle, use: handle.use))
    most = max(most, waiting.count - next)
    arm()
  }

  /// The most transfers that waited since this was last asked.
  func takeMost() -> Int {
    defer { most = 0 }
    return most
  }

  /// Nothing more is started.
  func clear() {
    timer?.cancel()
    (waiting, next) = ([], 0)
  }

  /// A new connection takes about 0.1 ms, and a stream's events, whose moments are measured, wait for it: one a turn. On
  /// kept ones reads go first all the same: the more of them there were, the fewer transfers are started.
  private var limit: Int {
    opensConnection(max(1, waiting.count - next)) ? 1 : max(1, perTurn - loop.eventsReady / 8)
  }

  private func takePlace() -> Bool {
    if turn != loop.turn { (turn, started) = (loop.turn, 0) }
    guard started < limit else { return false }
    started += 1
    return true
  }

  private func arm() {
    if timer?.isPending == true { return }
    timer = loop.schedule(at: loop.now) { [weak self] in self?.startWaiting() }
  }

  private func startWaiting() {
    while next < waiting.count {
      let entry = waiting[next]
      // One that was aborted while it waited is no longer under way, or serves another request by now.
      if entry.handle.waitsForStart(use: entry.use) {
        guard takePlace() else { return arm() }
        start(entry.handle)
      }
      next += 1
    }
    (waiting, next) = ([], 0)
  }
}
