/// A small histogram of durations in nanoseconds: relative error of at most 3.2 %, exact count. For the many
/// cells of a report (windows, cases) where a full ``Histogram`` would cost too much.
package struct LatencySketch: Sendable, Hashable {
  /// What buckets round by, as a standard deviation and a share: they are 3 % wide.
  package static let resolution = 0.03 / 12.0.squareRoot()

  /// Number of recorded values.
  package private(set) var count: Int64 = 0
  /// Counts of the buckets from `firstIndex` on; 32 buckets a doubling.
  private(set) var counts: [UInt32] = []
  private(set) var firstIndex = 0

  /// An empty sketch.
  package init() {}

  /// Records a value in nanoseconds.
  package mutating func record(_ value: Int64) {
    add(Self.index(of: value), 1)
    count += 1
  }

  /// The value that at least the share `q` of all values does not exceed; `nil` of nothing.
  package func quantile(_ q: Double) -> Int64? {
    guard count > 0 else { return nil }
    let rank = Swift.min(Swift.max(Int64((q * Double(count)).rounded(.up)), 1), count)
    var cumulative: Int64 = 0
    for (offset, occurrences) in counts.enumerated() {
      cumulative += Int64(occurrences)
      if cumulative >= rank { return Self.middle(of: offset + firstIndex) }
    }
    return nil
  }

  /// Adds everything that the other has recorded.
  package mutating func merge(_ other: LatencySketch) {
    for (offset, occurrences) in other.counts.enumerated() where occurrences > 0 {
      add(offset + other.firstIndex, occurrences)
    }
    count += other.count
  }

  /// Whether nothing was recorded.
  package var isEmpty: Bool { count == 0 }

  /// Calls `body` with the middle of each occupied bucket, ascending, and how many values it holds.
  func forEachBucket(_ body: (Int64, Int64) -> Void) {
    for (offset, occurrences) in counts.enumerated() where occurrences > 0 {
      body(Self.middle(of: offset + firstIndex), Int64(occurrences))
    }
  }

  /// The bucket of a value.
  package static func index(of value: Int64) -> Int { BucketLayout.index(of: value) >> 5 }

  static func middle(of index: Int) -> Int64 {
    let (lowest, highest) = edges(ofBucket: index)
    return (lowest + highest) / 2
  }

  private mutating func add(_ index: Int, _ occurrences: UInt32) {
    if counts.isEmpty { firstIndex = index }
    if index < firstIndex {
      counts.insert(contentsOf: repeatElement(0, count: firstIndex - index), at: 0)
      firstIndex = index
    }
    let missing = index - firstIndex - counts.count + 1
    if missing > 0 { counts.append(contentsOf: repeatElement(0, count: missing)) }
    counts[index - firstIndex] &+= occurrences
  }
}

extension Histogram {
  /// What a sketch holds, each value as the middle of its bucket: off by at most 1.6 %.
  package init(_ sketch: LatencySketch) {
    self.init()
    if let range = sketch.bucketRange {
      reserve(
        from: LatencySketch.middle(of: range.lowerBound), to: LatencySketch.middle(of: range.upperBound - 1))
    }
    sketch.forEachBucket { middle, occurrences in record(middle, count: occurrences) }
  }
}

extension LatencySketch: Codable {
  /// Decodes `[first index, counts...]`. Throws `DecodingError` when the numbers cannot be those of a sketch.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let flat = try container.decode([Int64].self)
    let valid = flat.dropFirst().allSatisfy { (0...Int64(UInt32.max)).contains($0) }
    let first = flat.first ?? 0
    // Compared without a sum: the number comes from outside.
    guard valid, first >= 0, first < Int64(BucketLayout.bucketCount >> 5) + 2 - Int64(flat.count)
    else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "no latency sketch") }
    firstIndex = Int(first)
    counts = flat.dropFirst().map { UInt32($0) }
    count = flat.dropFirst().reduce(0, +)
  }

  /// Encodes `[first index, counts...]`; nothing as `[]`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(count == 0 ? [] : [Int64(firstIndex)] + counts.map { Int64($0) })
  }
}
