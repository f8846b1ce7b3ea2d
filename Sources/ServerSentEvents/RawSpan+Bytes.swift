import Glibc

extension RawSpan {
  /// The byte at an offset.
  @inlinable @inline(__always)
  package func byte(_ offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

  /// The first LF or CR at or after `start`. Looks at eight bytes at a time: a byte below 14 is rare in JSON.
  package func firstLineEnd(from start: Int) -> Int? {
    var position = start
    let lows: UInt64 = 0x0e0e_0e0e_0e0e_0e0e
    let highBits: UInt64 = 0x8080_8080_8080_8080
    while position + 8 <= byteCount {
      let word = unsafe unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      if (word &- lows) & ~word & highBits != 0, let end = lineEnd(in: position..<position + 8) { return end }
      position += 8
    }
    return lineEnd(in: position..<byteCount)
  }

  /// Where a byte stands first, at or after `start`: by libc, which looks at many at a time.
  package func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < byteCount else { return nil }
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe base.distance(to: found)
    }
  }

  private func lineEnd(in range: Range<Int>) -> Int? {
    for position in range {
      let byte = byte(position)
      if byte == 0x0a || byte == 0x0d { return position }
    }
    return nil
  }

  /// Whether the bytes of a range begin with these.
  package func starts(with prefix: [UInt8], at range: Range<Int>) -> Bool {
    guard range.count >= prefix.count else { return false }
    for (index, wanted) in prefix.enumerated() where byte(range.lowerBound + index) != wanted { return false }
    return true
  }

  /// Whether the bytes of a range are these, a leading space aside.
  func equals(_ wanted: [UInt8], at range: Range<Int>) -> Bool {
    var range = range
    if let first = range.first, byte(first) == 0x20 { range = first + 1..<range.upperBound }
    return range.count == wanted.count && starts(with: wanted, at: range)
  }
}

extension [UInt8] {
  /// Appends some of the span's bytes.
  package mutating func append(_ span: RawSpan, _ range: Range<Int>) {
    unsafe span.extracting(range).withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  func appending(_ span: RawSpan, _ range: Range<Int>) -> [UInt8] {
    var whole = self
    whole.append(span, range)
    return whole
  }
}
