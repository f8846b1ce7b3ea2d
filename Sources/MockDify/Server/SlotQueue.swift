import NIOCore

/// Places for what is done at once, and the line before them, first come, first served. While too many wait it may
/// have fewer places, until nobody waits any more.
struct SlotQueue {
  /// Places; 0 for no limit.
  private let slots: Int
  /// Places while overloaded.
  private let overloadedSlots: Int
  /// Waiting from which it is overloaded; 0 for never.
  private let overloadAt: Int
  private(set) var underWay = 0
  private(set) var isOverloaded = false
  private var waiting = CircularBuffer<() -> Void>()

  init(slots: Int, overloadAt: Int = 0, overloadedSlots: Int = 1) {
    (self.slots, self.overloadAt, self.overloadedSlots) = (slots, overloadAt, overloadedSlots)
  }

  /// Those who wait.
  var waitingCount: Int { waiting.count }

  /// Whether one would have to wait now.
  var isFull: Bool { slots > 0 && (underWay >= places || !waiting.isEmpty) }

  /// Takes a place; `false` when there is none: `begin` waits for one then.
  mutating func enter(_ begin: @escaping () -> Void) -> Bool {
    guard isFull else {
      underWay += 1
      return true
    }
    waiting.append(begin)
    if overloadAt > 0, waiting.count >= overloadAt { isOverloaded = true }
    return false
  }

  /// Gives a place back. Returns those that take one now, to be begun by the caller.
  mutating func leave() -> [() -> Void] {
    underWay -= 1
    var next: [() -> Void] = []
    if waiting.isEmpty { isOverloaded = false }
    while underWay < places, let begin = waiting.popFirst() {
      underWay += 1
      next.append(begin)
      if waiting.isEmpty { isOverloaded = false }
    }
    return next
  }

  private var places: Int { isOverloaded ? min(overloadedSlots, slots) : slots }
}
