import ServerSentEvents

/// The last bytes of what comes, up to so many. A ring: each open stream has one, and what is new takes the place of what is
/// oldest.
struct LastBytes {
  private let limit: Int
  private var ring: [UInt8] = []
  /// The place of the oldest byte, when the ring is full; 0 before.
  private var oldest = 0

  init(limit: Int) { self.limit = limit }

  /// Those that are kept, oldest first.
  var bytes: [UInt8] { Array(ring[oldest...] + ring[..<oldest]) }

  mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
    var rest = max(range.lowerBound, range.upperBound - limit)..<range.upperBound
    let free = rest.prefix(limit - ring.count)
    if ring.isEmpty { ring.reserveCapacity(limit) }
    ring.append(bytes, free)
    rest = free.upperBound..<rest.upperBound
    while !rest.isEmpty {
      let part = rest.prefix(limit - oldest)
      replace(from: oldest, bytes, part)
      oldest = (oldest + part.count) % limit
      rest = part.upperBound..<rest.upperBound
    }
  }

  private mutating func replace(from place: Int, _ bytes: RawSpan, _ range: Range<Int>) {
    unsafe ring.withUnsafeMutableBytes { ring in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(rebasing: ring[place...])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
    }
  }
}
