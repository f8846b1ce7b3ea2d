import Glibc

/// A POSIX semaphore.
package final class Semaphore: @unchecked Sendable {
  private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

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
