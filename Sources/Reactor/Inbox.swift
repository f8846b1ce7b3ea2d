import DequeModule
import Synchronization

/// What other threads hand to a loop.
struct Inbox: ~Copyable {
  enum Item {
    case job(UnownedJob)
    case action(@Sendable () -> Void)
  }

  private let items = Mutex<Deque<Item>>([])

  /// Adds an item; `true` when the inbox was empty and its owner may have to be woken.
  func add(_ item: Item) -> Bool {
    items.withLock {
      $0.append(item)
      return $0.count == 1
    }
  }

  /// Takes everything.
  func takeAll() -> Deque<Item> {
    items.withLock {
      if $0.isEmpty { return [] }
      let taken = $0
      $0 = []
      return taken
    }
  }
}
