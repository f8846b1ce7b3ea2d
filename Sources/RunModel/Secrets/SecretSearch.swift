import Glibc

/// Finds a secret in bytes, whole or cut off.
enum SecretSearch {
  /// Where it is.
  static func find(_ secret: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    let last = bytes.count - secret.count
    return unsafe beginning(of: secret, in: bytes, from: start, through: last, end: bytes.count)
  }

  /// How many bytes at the end, an ellipsis aside, are the beginning of a secret of which the rest was cut off.
  static func cutOff(_ secret: [UInt8], at bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let end = unsafe bytes.count - ellipsis(bytes)
    let least = Secrets.leastSearched
    guard end >= least, secret.count > least else { return 0 }
    let first = end - min(end, secret.count - 1)
    let found = unsafe beginning(of: secret, in: bytes, from: first, through: end - least, end: end)
    return found.map { end - $0 } ?? 0
  }

  /// The first place between two at which it begins: whole, or as much of it as stands before the end.
  private static func beginning(
    of secret: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int, through last: Int, end: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, let first = secret.first else { return nil }
    var position = start
    while position <= last {
      guard let found = unsafe memchr(base + position, Int32(first), last + 1 - position) else { return nil }
      position = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if unsafe memcmp(found, secret, min(secret.count, end - position)) == 0 { return position }
      position += 1
    }
    return nil
  }

  /// Bytes with every occurrence replaced by the mark.
  static func replace(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    unsafe bytes.withUnsafeBufferPointer { bytes in
      while let found = unsafe find(secret, in: bytes, from: position) {
        unsafe output += bytes[position..<found]
        output += mark
        position = found + secret.count
      }
      unsafe output += bytes[position...]
    }
    return output
  }

  /// Bytes with the mark for what of a secret stands at their end.
  static func replaceEnd(_ secrets: [[UInt8]], of bytes: [UInt8]) -> [UInt8] {
    let (count, end) = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe (secrets.map { unsafe cutOff($0, at: bytes) }.max() ?? 0, bytes.count - ellipsis(bytes))
    }
    return count == 0 ? bytes : bytes[..<(end - count)] + mark + bytes[end...]
  }

  /// Bytes with the mark for what of a secret stands at their start, its beginning cut off.
  static func replaceStart(_ secrets: [[UInt8]], of bytes: [UInt8]) -> [UInt8] {
    let count = secrets.map { restCount($0, bytes) }.max() ?? 0
    return count == 0 ? bytes : mark + bytes[count...]
  }

  private static func restCount(_ secret: [UInt8], _ bytes: [UInt8]) -> Int {
    let most = min(bytes.count, secret.count - 1)
    guard most >= Secrets.leastSearched else { return 0 }
    let counts = stride(from: most, through: Secrets.leastSearched, by: -1)
    return counts.first { bytes[..<$0].elementsEqual(secret.suffix($0)) } ?? 0
  }

  private static let mark = Array(Secret.mark.utf8)

  /// How many bytes at the end say that a text was cut.
  private static func ellipsis(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let last = unsafe bytes.last, last == UInt8(ascii: ".") || last == 0xa6 else { return 0 }
    for sign in ["…", "..."] where bytes.count >= sign.utf8.count {
      if unsafe bytes.suffix(sign.utf8.count).elementsEqual(sign.utf8) { return sign.utf8.count }
    }
    return 0
  }
}
