import Statistics
import Testing

@testable import RunModel

/// What stands behind each other in a buffer is what an array would hold.
@Suite struct TextBufferTests {
  @Test func numbersOfEveryLength() {
    var random = SeededGenerator(seed: 11)
    for digits in 1...19 {
      for _ in 0..<50 {
        let number =
          Int64(random.next() >> 1) % Int64((0..<min(digits, 18)).reduce(1) { power, _ in power * 10 })
        for signed in [number, -number] {
          var text = TextBuffer(reservingCapacity: 0)
          text.add(integer: signed)
          #expect(text.bytes() == Array(String(signed).utf8))
        }
      }
    }
  }

  @Test func whatIsAddedStandsBehindEachOther() {
    var random = SeededGenerator(seed: 12)
    var (text, expected): (TextBuffer, [UInt8]) = (TextBuffer(reservingCapacity: 0), [])
    for _ in 0..<2000 {
      let piece = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      switch random.next() % 4 {
      case 0:
        text.add(7)
        expected.append(7)
      case 1:
        let place =
          expected.isEmpty ? 0 : expected.count - Int(random.next() % UInt64(min(expected.count, 20)))
        text.removeAll(from: place)
        expected.removeSubrange(place...)
      default:
        piece.withUnsafeBufferPointer { text.add($0) }
        expected += piece
      }
      #expect(text.count == expected.count && text.ends(with: 7) == (expected.last == 7))
    }
    #expect(text.bytes() == expected && text.bytes(from: 3) == Array(expected[3...]))
    #expect(text.finish() == expected)
  }
}
