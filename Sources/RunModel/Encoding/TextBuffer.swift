import Glibc

/// The bytes of a text that grows. They are stored behind each other without what an array's `append` asks each time: who
/// shares it, and whether it must grow. Lines of results and bodies of requests are on the path of each request.
package struct TextBuffer: Sendable {
  /// What was written, and room behind it.
  private var storage: [UInt8]
  /// How many bytes were written.
  package private(set) var count = 0

  /// Nothing yet, with room for so many bytes.
  package init(reservingCapacity capacity: Int) { storage = Self.room(capacity, copying: []) }

  /// What was written from a place on.
  package func bytes(from start: Int = 0) -> [UInt8] { bytes(start..<count) }

  /// What stands between two places of what was written.
  package func bytes(_ range: Range<Int>) -> [UInt8] { Array(storage[..<count][range]) }

  /// All that was written, without a copy of it.
  package consuming func finish() -> [UInt8] {
    storage.removeLast(storage.count - count)
    return storage
  }

  /// Forgets what was written from a place on, and keeps the memory for what comes next.
  package mutating func removeAll(from start: Int = 0) { count = start }

  /// Whether the text ends with a byte.
  @inline(__always)
  package func ends(with byte: UInt8) -> Bool { count > 0 && storage[count &- 1] == byte }

  /// Appends up to `most` bytes that `store` writes to where it is given; it returns how many they are.
  @inline(__always)
  package mutating func add(atMost most: Int, _ store: (UnsafeMutablePointer<UInt8>) -> Int) {
    if storage.count &- count < most { grow(by: most) }
    let end = count
    let stored = unsafe storage.withUnsafeMutableBufferPointer { unsafe store($0.baseAddress! + end) }
    count = end &+ stored
  }

  private mutating func grow(by most: Int) {
    storage = Self.room(storage.count + max(most, storage.count, 64), copying: storage)
  }

  /// By whole blocks of memory: an array's own ways go byte by byte where they are not specialised.
  private static func room(_ size: Int, copying old: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: size) { room, filled in
      guard let start = room.baseAddress else { return }
      unsafe old.withUnsafeBytes { old in
        if let first = old.baseAddress { unsafe memcpy(start, first, old.count) }
      }
      unsafe memset(start + old.count, 0, size - old.count)
      filled = size
    }
  }

  package mutating func add(_ byte: UInt8) {
    unsafe add(atMost: 1) {
      unsafe $0.pointee = byte
      return 1
    }
  }

  package mutating func add(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe add($0) }
  }

  package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    unsafe add(atMost: bytes.count) {
      unsafe $0.update(from: source, count: bytes.count)
      return bytes.count
    }
  }
}

extension TextBuffer {
  /// Two digits of each number below 100.
  private static let pairs: StaticString = """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """

  /// Appends a whole number, two digits a division.
  package mutating func add(integer number: Int64) {
    unsafe add(atMost: 20) { place in
      let (sign, pairs) = unsafe (number < 0 ? 1 : 0, Self.pairs.utf8Start)
      if sign == 1 { unsafe place.pointee = UInt8(ascii: "-") }
      var rest = number.magnitude
      let length = sign + Self.digits(of: rest)
      var end = length
      while end - sign > 1 {
        let (hundreds, pair) = rest.quotientAndRemainder(dividingBy: 100)
        end -= 2
        unsafe (place + end).update(from: pairs + Int(pair) * 2, count: 2)
        rest = hundreds
      }
      if end > sign { unsafe place[sign] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest) }
      return length
    }
  }

  private static func digits(of number: UInt64) -> Int {
    var (count, limit) = (1, UInt64(10))
    while number >= limit {
      count += 1
      let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
      if overflow { break }
      limit = next
    }
    return count
  }
}
