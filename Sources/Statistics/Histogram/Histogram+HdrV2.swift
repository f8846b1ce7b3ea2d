/// The payload of HdrHistogram's "V2" encoding (before compression): a header of 40 bytes and the counts as
/// zig-zag LEB128, runs of empty buckets as negative numbers. Source: HdrHistogram, `HistogramEncoder` V2.
extension Histogram {
  private static let cookie: UInt32 = 0x1c84_9313
  private static let headerSize = 40

  /// The payload: 3 significant digits, values from 1 to 2^47 - 1, counts up to the last occupied bucket.
  package var encodedV2: [UInt8] {
    var payload: [UInt8] = []
    var empty: Int64 = 0
    var next = 0
    for bucket in buckets {
      empty = Int64(bucket.index - next)
      if empty > 0 { Self.appendZigZag(-empty, to: &payload) }
      Self.appendZigZag(bucket.count, to: &payload)
      next = bucket.index + 1
    }
    var bytes: [UInt8] = []
    Self.append(Self.cookie, to: &bytes)
    Self.append(UInt32(payload.count), to: &bytes)
    Self.append(UInt32(0), to: &bytes)
    Self.append(UInt32(3), to: &bytes)
    Self.append(UInt64(1), to: &bytes)
    Self.append(UInt64(BucketLayout.largestValue), to: &bytes)
    Self.append((1.0).bitPattern, to: &bytes)
    return bytes + payload
  }

  /// Reads such a payload. `nil` when it is not one, or of another precision. The exact minimum, maximum and
  /// sum are not in it: they are taken from the buckets' middles.
  package init?(encodedV2 bytes: [UInt8]) {
    guard bytes.count >= Self.headerSize, Self.readBig(bytes, 0, 4) & ~0xf0 == UInt64(Self.cookie & ~0xf0),
      Self.readBig(bytes, 12, 4) == 3, Self.readBig(bytes, 8, 4) == 0
    else { return nil }
    let length = Int(Self.readBig(bytes, 4, 4))
    guard bytes.count >= Self.headerSize + length else { return nil }
    self.init()
    var rest = bytes[Self.headerSize..<Self.headerSize + length]
    var index = 0
    while !rest.isEmpty {
      guard let value = Self.takeZigZag(&rest) else { return nil }
      if value < 0 {
        guard -value <= Int64(BucketLayout.bucketCount - index) else { return nil }
        index += Int(-value)
      } else {
        guard index < BucketLayout.bucketCount else { return nil }
        if value > 0 {
          record((BucketLayout.lowest(of: index) + BucketLayout.highest(of: index)) / 2, count: value)
        }
        index += 1
      }
    }
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  private static func readBig(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
    bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Seven bits a byte, the lowest first; the ninth byte holds eight.
  private static func appendZigZag(_ value: Int64, to bytes: inout [UInt8]) {
    var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
    for _ in 0..<8 {
      if rest < 0x80 { return bytes.append(UInt8(rest)) }
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private static func takeZigZag(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
    var value: UInt64 = 0
    for position in 0..<9 {
      guard let byte = bytes.popFirst() else { return nil }
      let bits = position == 8 ? UInt64(byte) : UInt64(byte & 0x7f)
      value |= bits << UInt64(position * 7)
      if position == 8 || byte & 0x80 == 0 { break }
    }
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}
