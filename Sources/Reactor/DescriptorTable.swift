/// Is told when descriptors that it watches are ready.
package protocol DescriptorWatcher: AnyObject {
  /// On the loop's thread, with the ready events (``EpollLoop/readable``, ...).
  func ready(_ descriptor: Int32, _ events: UInt32)
}

/// Who watches which descriptor, and what epoll knows of it. Confined to its loop's thread.
struct DescriptorTable {
  private struct Slot {
    unowned var watcher: (any DescriptorWatcher)?
    /// What epoll watches; 0 when it does not know the descriptor.
    var registered: UInt32 = 0
    /// Its closing will be told.
    var isTold = false
  }

  private let poller: Poller
  private var slots: [Slot] = []

  init(poller: Poller) { self.poller = poller }

  mutating func watch(_ descriptor: Int32, events: UInt32, _ watcher: any DescriptorWatcher) {
    makeRoom(for: descriptor)
    let slot = Int(descriptor)
    slots[slot].watcher = watcher
    guard slots[slot].registered != events else { return }
    poller.set(descriptor, events: events, isNew: slots[slot].registered == 0)
    slots[slot].registered = events
  }

  mutating func unwatch(_ descriptor: Int32) {
    let slot = Int(descriptor)
    guard slot < slots.count, slots[slot].watcher != nil else { return }
    slots[slot].watcher = nil
    // One that waited for the peer's bytes alone is a connection that will be used again.
    if !slots[slot].isTold || slots[slot].registered != EpollLoop.readable { remove(descriptor) }
  }

  mutating func didOpen(_ descriptor: Int32) {
    makeRoom(for: descriptor)
    slots[Int(descriptor)] = Slot(isTold: true)
  }

  mutating func didClose(_ descriptor: Int32) {
    // Closing takes it out of epoll.
    if Int(descriptor) < slots.count { slots[Int(descriptor)] = Slot() }
  }

  /// Who is to be told of an event. Nobody: then the descriptor rests, and epoll need not know it any more.
  mutating func watcher(of descriptor: Int32) -> (any DescriptorWatcher)? {
    guard Int(descriptor) < slots.count else { return nil }
    if let watcher = slots[Int(descriptor)].watcher { return watcher }
    remove(descriptor)
    return nil
  }

  private mutating func remove(_ descriptor: Int32) {
    slots[Int(descriptor)].registered = 0
    poller.remove(descriptor)
  }

  private mutating func makeRoom(for descriptor: Int32) {
    while slots.count <= Int(descriptor) { slots.append(Slot()) }
  }
}
