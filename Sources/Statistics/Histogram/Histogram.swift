/// A histogram of durations in nanoseconds: constant relative error of at most 0.1 % from 1 us to 24 h, exact
/// count, sum, minimum and maximum, lossless merge.
///
/// Storage grows with the span between the smallest and the largest value, not with their number; an empty
/// histogram has none.
public struct Histogram: Sendable {
  /// Number of recorded values.
  public private(set) var count: Int64 = 0
  /// The smallest value; 0 of nothing.
  public private(set) var min: Int64 = 0
  /// The largest value; 0 of nothing.
  public private(set) var max: Int64 = 0
  /// Exact sum of the values.
  package private(set) var sum: Int128 = 0

  /// Counts of the buckets from `firstIndex` on.
  private(set) var counts: [Int64] = []
  private(set) var firstIndex = 0

  /// Buckets are added in lumps, so that growth is rare.
  private static let lump = 128

  /// An empty histogram.
  package init() {}

  /// Records a value in nanoseconds; a negative one counts as 0.
  package mutating func record(_ value: Int64) {
    record(value, count: 1)
  }

  /// Records the same value so many times; nothing when `occurrences` is less than 1.
  package mutating func record(_ value: Int64, count occurrences: Int64) {
    guard occurrences > 0 else { return }
    let value = value < 0 ? 0 : value
    if count == 0 {
      min = value
      max = value
    } else {
      if value < min { min = value }
      if value > max { max = value }
    }
    count += occurrences
    sum += Int128(value) * Int128(occurrences)
    let offset = BucketLayout.index(of: value) &- firstIndex
    if offset >= 0, offset < counts.count {
      counts[offset] &+= occurrences
    } else {
      addGrowing(BucketLayout.index(of: value), occurrences)
    }
  }

  /// Mean in nanoseconds; `nil` of nothing.
  public var mean: Double? { count == 0 ? nil : Double(sum) / Double(count) }

  /// Whether nothing was recorded.
  public var isEmpty: Bool { count == 0 }

  /// Adds everything that the other has recorded.
  package mutating func merge(_ other: Histogram) {
    guard other.count > 0 else { return }
    min = count == 0 ? other.min : Swift.min(min, other.min)
    max = count == 0 ? other.max : Swift.max(max, other.max)
    count += other.count
    sum += other.sum
    cover(other.firstIndex, other.firstIndex + other.counts.count)
    let shift = other.firstIndex - firstIndex
    for (offset, occurrences) in other.counts.enumerated() where occurrences > 0 {
      counts[offset + shift] += occurrences
    }
  }

  private mutating func addGrowing(_ index: Int, _ occurrences: Int64) {
    cover(index, index + 1)
    counts[index - firstIndex] += occurrences
  }

  /// Makes room for the buckets `from..<to`.
  private mutating func cover(_ from: Int, _ to: Int) {
    let newFirst = Swift.min(counts.isEmpty ? from : firstIndex, from) / Self.lump * Self.lump
    let end = Swift.max(firstIndex + counts.count, to)
    let newEnd = Swift.min((end + Self.lump - 1) / Self.lump * Self.lump, BucketLayout.bucketCount)
    if counts.isEmpty {
      counts = [Int64](repeating: 0, count: newEnd - newFirst)
    } else {
      let (before, after) = (firstIndex - newFirst, newEnd - firstIndex - counts.count)
      // What is appended has room more often than not.
      if after > 0 { counts.append(contentsOf: repeatElement(0, count: after)) }
      if before > 0 { counts.insert(contentsOf: repeatElement(0, count: before), at: 0) }
    }
    firstIndex = newFirst
  }

  /// Makes room for all values between two at once.
  mutating func reserve(from low: Int64, to high: Int64) {
    cover(BucketLayout.index(of: low), BucketLayout.index(of: high) + 1)
  }
}

extension Histogram {
  /// A histogram from its parts: occupied buckets in ascending order and the exact figures.
  /// `nil` when the parts contradict each other.
  package init?(buckets: [(index: Int, count: Int64)], sum: Int128, min: Int64, max: Int64) {
    // Room for all at once, when they are what they should be.
    if let first = buckets.first?.index, let last = buckets.last?.index, 0 <= first, first <= last,
      last < BucketLayout.bucketCount
    {
      cover(first, last + 1)
    }
    for (index, occurrences) in buckets {
      guard index >= 0, index < BucketLayout.bucketCount, occurrences > 0 else { return nil }
      let (total, overflow) = count.addingReportingOverflow(occurrences)
      guard !overflow else { return nil }
      count = total
      addGrowing(index, occurrences)
    }
    if count == 0 {
      guard sum == 0, min == 0, max == 0 else { return nil }
      return
    }
    guard let first = buckets.first, let last = buckets.last, min <= max, min >= 0,
      BucketLayout.index(of: min) == first.index, BucketLayout.index(of: max) == last.index
    else { return nil }
    self.sum = sum
    self.min = min
    self.max = max
  }
}

extension Histogram: Hashable {
  /// Equal when everything recorded is equal; how the storage grew does not matter.
  public static func == (left: Histogram, right: Histogram) -> Bool {
    left.count == right.count && left.sum == right.sum && left.min == right.min && left.max == right.max
      && left.buckets.elementsEqual(right.buckets)
  }

  /// Hashes the exact figures.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(sum)
    hasher.combine(min)
    hasher.combine(max)
  }
}
