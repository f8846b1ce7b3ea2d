import CLinux
import Glibc

/// epoll and the eventfd that wakes it.
final class Poller {
  private let epoll: Int32
  private let wakeUp: Int32
  private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: Poller.capacity)
  private static let capacity = 256
  /// Kernels before 5.11 lack `epoll_pwait2`: then waits are rounded up to milliseconds.
  private var hasNanoseconds = true

  init() throws {
    epoll = floodgate_epoll_create()
    guard epoll >= 0 else { throw EpollLoop.SystemError(call: "epoll_create1", code: errno) }
    wakeUp = floodgate_eventfd()
    guard wakeUp >= 0 else { throw EpollLoop.SystemError(call: "eventfd", code: errno) }
    set(wakeUp, events: floodgate_epoll_in, isNew: true)
  }

  deinit {
    close(wakeUp)
    close(epoll)
    events.deallocate()
  }

  func set(_ descriptor: Int32, events: UInt32, isNew: Bool) {
    let first = isNew ? floodgate_ctl_add : floodgate_ctl_mod
    guard floodgate_epoll_ctl(epoll, first, descriptor, events) != 0 else { return }
    // A closed descriptor's number may have come back under another socket.
    _ = floodgate_epoll_ctl(epoll, isNew ? floodgate_ctl_mod : floodgate_ctl_add, descriptor, events)
  }

  func remove(_ descriptor: Int32) {
    _ = floodgate_epoll_ctl(epoll, floodgate_ctl_del, descriptor, 0)
  }

  /// Ends a wait, now or the next. From any thread.
  func wake() {
    var one: UInt64 = 1
    _ = write(wakeUp, &one, 8)
  }

  /// Waits for events, at most so long (`nil` for ever), and returns their number.
  func wait(nanoseconds: Int64?, _ handle: (Int32, UInt32) -> Void) -> Int {
    let count = max(0, Int(wait(nanoseconds: nanoseconds)))
    for index in 0..<count {
      let event = events[index]
      if event.data.fd == wakeUp {
        var value: UInt64 = 0
        _ = read(wakeUp, &value, 8)
      } else {
        handle(event.data.fd, event.events)
      }
    }
    return count
  }

  private func wait(nanoseconds: Int64?) -> Int32 {
    guard let nanoseconds else { return epoll_wait(epoll, events, Int32(Self.capacity), -1) }
    if hasNanoseconds {
      var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
      let count = epoll_pwait2(epoll, events, Int32(Self.capacity), &time, nil)
      if count >= 0 || errno != ENOSYS { return count }
      hasNanoseconds = false
    }
    let milliseconds = min((nanoseconds + 999_999) / 1_000_000, Int64(Int32.max))
    return epoll_wait(epoll, events, Int32(Self.capacity), Int32(milliseconds))
  }
}
