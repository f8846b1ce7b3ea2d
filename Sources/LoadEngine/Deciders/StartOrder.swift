import DequeModule

/// Outcomes of tasks in the order in which these began, in blocks of so many. Failures may return at once while
/// successes take their time, so that the tasks which have ended are no fair sample of those that began: one under
/// way may yet succeed, and is counted so. Pure.
struct StartOrder: Sendable {
  /// Tasks that follow each other.
  struct Stretch: Sendable, Equatable {
    var begun = 0
    var ended = 0
    var failed = 0

    static func + (left: Stretch, right: Stretch) -> Stretch {
      Stretch(
        begun: left.begun + right.begun, ended: left.ended + right.ended, failed: left.failed + right.failed)
    }
  }

  private struct Block: Sendable {
    /// The number of its first task.
    var first: Int
    var counts = Stretch()
  }

  private let size: Int
  private var blocks = Deque<Block>()
  /// Blocks that are over and no longer kept apart.
  private var settled = Stretch()
  private var settledBlocks = 0

  /// With so many tasks a block, at least 1.
  init(blockSize: Int) { size = max(1, blockSize) }

  /// The task of that number, the largest so far, has begun.
  mutating func begin(_ number: Int) {
    if blocks.last.map({ $0.counts.begun >= size }) ?? true { blocks.append(Block(first: number)) }
    blocks[blocks.count - 1].counts.begun += 1
    settle()
  }

  /// A task has ended; the block that it belongs to, counted from the first. `nil` when it never began.
  mutating func end(_ number: Int, failed: Bool) -> Int? {
    guard let place = place(of: number) else { return nil }
    blocks[place].counts.ended += 1
    if failed { blocks[place].counts.failed += 1 }
    return settledBlocks + place
  }

  /// The last block that has begun, counted from the first.
  var lastBlock: Int { settledBlocks + blocks.count - 1 }

  /// All tasks up to the end of a block.
  func all(through last: Int) -> Stretch { settled + stretch(settledBlocks, last) }

  /// The tasks of these blocks, as far as they are kept apart.
  func stretch(_ first: Int, _ last: Int) -> Stretch {
    let range = max(0, first - settledBlocks)..<max(0, last - settledBlocks + 1)
    return range.clamped(to: 0..<blocks.count).reduce(Stretch()) { $0 + blocks[$1].counts }
  }

  /// The three newest blocks are kept apart, and before them those from the first with a task under way.
  private mutating func settle() {
    while blocks.count > 3, let first = blocks.first, first.counts.ended == first.counts.begun {
      settled = settled + first.counts
      settledBlocks += 1
      blocks.removeFirst()
    }
  }

  private func place(of number: Int) -> Int? {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].first <= number { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
