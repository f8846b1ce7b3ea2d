/// SHA-256 (FIPS 180-4), fed piece by piece. Content ids are made of it.
package struct SHA256: Sendable {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  /// Bytes that do not fill a block yet.
  private var block = SIMD64<UInt8>()
  private var filled = 0
  private var length: UInt64 = 0
  private let compression: SHA256Compression

  /// Of nothing yet. The compression matters to the speed only.
  package init(compression: SHA256Compression = .fastest) { self.compression = compression }

  /// The digest of some bytes.
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The digest in hexadecimal.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    hexadecimal(digest: digest(bytes))
  }

  /// Bytes as lower-case hexadecimal digits.
  package static func hexadecimal(digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Feeds bytes.
  package mutating func update(_ bytes: [UInt8]) { unsafe update(bytes.span.bytes) }

  /// Feeds bytes.
  package mutating func update(_ bytes: RawSpan) {
    length &+= UInt64(bytes.byteCount)
    unsafe bytes.withUnsafeBytes { unsafe take($0) }
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var rest = unsafe bytes
    if filled > 0 {
      let count = min(64 - filled, rest.count)
      unsafe keep(rest.prefix(count))
      guard filled == 64 else { return }
      unsafe withUnsafeBytes(of: block) { unsafe compression.compress(&state, $0) }
      filled = 0
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    let whole = rest.count & ~63
    if whole > 0 { unsafe compression.compress(&state, UnsafeRawBufferPointer(rebasing: rest[..<whole])) }
    unsafe keep(rest[whole...])
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
    let start = filled
    unsafe withUnsafeMutableBytes(of: &block) { block in
      unsafe UnsafeMutableRawBufferPointer(rebasing: block[start...]).copyBytes(from: bytes)
    }
    filled += unsafe bytes.count
  }

  /// The 32 bytes of the digest. The hash must not be used after.
  package mutating func finish() -> [UInt8] {
    finishState()
    return (0..<8).flatMap { word in
      (0..<4).reversed().map { UInt8(truncatingIfNeeded: state[word] >> UInt32($0 * 8)) }
    }
  }

  /// The first 64 bits of the digest. The hash must not be used after.
  package mutating func finishShort() -> UInt64 {
    finishState()
    return UInt64(state[0]) << 32 | UInt64(state[1])
  }

  /// The end of the message: a one, zeros up to the last 8 bytes of a block, and its length in bits.
  private mutating func finishState() {
    var tail = SIMD64<UInt8>()
    tail[0] = 0x80
    let bits = (length &* 8).bigEndian
    let zeros = (filled < 56 ? 56 : 120) - filled
    unsafe withUnsafeBytes(of: tail) { unsafe take(UnsafeRawBufferPointer(rebasing: $0[..<min(zeros, 64)])) }
    if zeros > 64 {
      unsafe withUnsafeBytes(of: SIMD64<UInt8>()) {
        unsafe take(UnsafeRawBufferPointer(rebasing: $0[..<(zeros - 64)]))
      }
    }
    unsafe withUnsafeBytes(of: bits) { unsafe take($0) }
  }
}
