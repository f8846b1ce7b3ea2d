import Reactor

/// The multi handles that libcurl wants to be called for soon. They are called once the loop has run what is
/// ready now, so that all requests of one turn go out in one call. Confined to the loop.
final class DueList: @unchecked Sendable {
  private let loop: EpollLoop
  @exclusivity(unchecked) private var multis: [MultiHandle] = []

  init(loop: EpollLoop) { self.loop = loop }

  func add(_ multi: MultiHandle) {
    guard !multi.isDue else { return }
    multi.isDue = true
    multis.append(multi)
    if multis.count == 1 { loop.execute { self.expireAll() } }
  }

  func clear() { multis = [] }

  private func expireAll() {
    let due = multis
    multis.removeAll(keepingCapacity: true)
    for multi in due {
      multi.isDue = false
      multi.expire()
    }
  }
}
