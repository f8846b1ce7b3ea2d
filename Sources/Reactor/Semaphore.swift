import CLinux
import Glibc

/// A POSIX semaphore: any thread may wait for it and signal it.
package final class Semaphore: @unchecked Sendable {
  fileprivate let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  package init(value: UInt32 = 0) { sem_init(handle, 0, value) }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  package func signal() { sem_post(handle) }

  package func wait() {
    while sem_wait(handle) != 0, errno == EINTR {}
  }
}

extension Semaphore {
  /// Waits at most so long; `false` when nothing was signalled.
  package func wait(seconds: Double) -> Bool {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    let nanoseconds = deadline.tv_nsec + Int(min(max(seconds, 0), 1e6) * 1e9)
    deadline.tv_sec += nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    while sem_timedwait(handle, &deadline) != 0 {
      if errno != EINTR { return false }
    }
    return true
  }
}
