import Statistics

/// Mean response times in blocks of windows, and where their level changes. Neighbours are alike, so that only a change that
/// is large counts. Pure.
package struct LevelBlocks {
  /// The first window of each block, and the mean of its response times in seconds.
  private let blocks: [(begin: Int, value: Double)]

  /// At most so many: the test's time grows with their square.
  private static let most = 40
  /// A smaller change is no other level.
  private static let leastChange = 0.3

  /// Of a range of windows.
  package init(_ windows: TimeWindows, _ range: Range<Int>) {
    let size = max(1, (range.count + Self.most - 1) / Self.most)
    blocks = stride(from: range.lowerBound, to: range.upperBound, by: size).compactMap { begin in
      var sketch = LatencySketch()
      for index in begin..<min(begin + size, range.upperBound) {
        sketch.merge(windows.windows[index].response)
      }
      return sketch.quantile(0.5).map { (begin, Double($0) / 1e9) }
    }
  }

  /// The changes, in their order; none of what is too short to tell.
  package var changes: [LevelChange] {
    guard blocks.count >= 8 else { return [] }
    let detector = ChangeDetector(
      significance: 0.01, leastChange: .relative(Self.leastChange), permutations: 199)
    return detector.changes(in: blocks.map(\.value))
  }

  /// The change, when there is exactly one.
  package var change: LevelChange? {
    let changes = changes
    return changes.count == 1 ? changes[0] : nil
  }

  /// The first window of a block.
  package func begin(of block: Int) -> Int { blocks[block].begin }

  /// The means of three thirds.
  package var thirds: [Double] {
    guard blocks.count >= 6 else { return [] }
    let size = blocks.count / 3
    return (0..<3).map { third in
      let own = blocks[third * size..<(third == 2 ? blocks.count : (third + 1) * size)].map(\.value)
      return own.reduce(0, +) / Double(own.count)
    }
  }
}
