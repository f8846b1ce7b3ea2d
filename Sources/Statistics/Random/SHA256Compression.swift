import CSHA

/// How blocks are taken into the state of a SHA-256: the result is the same.
package enum SHA256Compression: Sendable {
  /// In Swift, anywhere.
  case portable
  /// By the processor's own instructions.
  case hardware

  /// The faster of those that this machine has.
  package static let fastest: SHA256Compression = floodgate_sha256_is_available() != 0 ? .hardware : .portable

  /// Takes in whole blocks.
  @unsafe func compress(_ state: inout SIMD8<UInt32>, _ bytes: UnsafeRawBufferPointer) {
    unsafe withUnsafeMutableBytes(of: &state) { words in
      unsafe Self.constants.withUnsafeBufferPointer { constants in
        let words = unsafe words.baseAddress!.assumingMemoryBound(to: UInt32.self)
        let (source, constants) = (bytes.baseAddress!, constants.baseAddress!)
        switch self {
        case .hardware: unsafe floodgate_sha256_blocks(words, source, bytes.count / 64, constants)
        case .portable: unsafe Self.compress(words, source, bytes.count / 64, constants)
        }
      }
    }
  }

  @unsafe private static func compress(
    _ state: UnsafeMutablePointer<UInt32>, _ bytes: UnsafeRawPointer, _ count: Int,
    _ constants: UnsafePointer<UInt32>
  ) {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      let schedule = schedule.baseAddress!
      for block in 0..<count {
        unsafe fill(schedule, bytes + block * 64)
        unsafe rounds(state, schedule, constants)
      }
    }
  }

  @unsafe private static func fill(_ schedule: UnsafeMutablePointer<UInt32>, _ bytes: UnsafeRawPointer) {
    for index in 0..<16 {
      unsafe schedule[index] = UInt32(
        bigEndian: bytes.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
    }
    for index in 16..<64 {
      let (early, late) = unsafe (schedule[index &- 15], schedule[index &- 2])
      let small = rotate(early, 7) ^ rotate(early, 18) ^ (early &>> 3)
      let large = rotate(late, 17) ^ rotate(late, 19) ^ (late &>> 10)
      unsafe schedule[index] = schedule[index &- 16] &+ small &+ schedule[index &- 7] &+ large
    }
  }

  /// The 64 rounds. Eight are written out, each with the words' names moved on by one: no word is moved.
  @unsafe private static func rounds(
    _ state: UnsafeMutablePointer<UInt32>, _ schedule: UnsafeMutablePointer<UInt32>,
    _ constants: UnsafePointer<UInt32>
  ) {
    var (a, b, c, d) = unsafe (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = unsafe (state[4], state[5], state[6], state[7])
    for index in stride(from: 0, to: 64, by: 8) {
      @inline(__always) func input(_ step: Int) -> UInt32 {
        unsafe constants[index &+ step] &+ schedule[index &+ step]
      }
      round(a, b, c, &d, e, f, g, &h, input(0))
      round(h, a, b, &c, d, e, f, &g, input(1))
      round(g, h, a, &b, c, d, e, &f, input(2))
      round(f, g, h, &a, b, c, d, &e, input(3))
      round(e, f, g, &h, a, b, c, &d, input(4))
      round(d, e, f, &g, h, a, b, &c, input(5))
      round(c, d, e, &f, g, h, a, &b, input(6))
      round(b, c, d, &e, f, g, h, &a, input(7))
    }
    let sums = SIMD8(a, b, c, d, e, f, g, h)
    for index in 0..<8 { unsafe state[index] &+= sums[index] }
  }

  @inline(__always) private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ input: UInt32
  ) {
    let upper = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let first = h &+ upper &+ (g ^ (e & (f ^ g))) &+ input
    let lower = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d = d &+ first
    h = first &+ lower &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always) private static func rotate(_ value: UInt32, _ bits: UInt32) -> UInt32 {
    (value &>> bits) | (value &<< (32 &- bits))
  }
}

extension SHA256Compression {
  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  fileprivate static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
