import Reactor

/// Takes an answer as it comes, on the loop, inside the network's turn: it must not wait.
package protocol ResponseConsumer: AnyObject {
  /// The head has come whole.
  func head(_ head: borrowing ResponseHead, at instant: LoopInstant)

  /// Some of the body. `false` ends the transfer: the consumer has all that it wants.
  func body(_ bytes: RawSpan, at instant: LoopInstant) -> Bool
}

/// Status and headers of an answer.
package struct ResponseHead: Sendable {
  package internal(set) var status = 0
  /// Header lines one after the other, without their line ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// More lines, or more bytes, are not kept.
  private static let lineLimit = 256
  private static let byteLimit = 256 << 10

  init() {
    bytes.reserveCapacity(1024)
    ends.reserveCapacity(32)
  }

  mutating func add(_ line: some Collection<UInt8>) {
    guard ends.count < Self.lineLimit, bytes.count + line.count <= Self.byteLimit else { return }
    bytes.append(contentsOf: line)
    ends.append(bytes.count)
  }

  mutating func clear() {
    status = 0
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// The value of a header, leading white space trimmed; the name in lower case. `nil` when there is none.
  package func value(_ name: StaticString) -> String? {
    var start = 0
    for end in ends {
      if let value = value(of: name, in: start..<end) { return value }
      start = end
    }
    return nil
  }

  private func value(of name: StaticString, in line: Range<Int>) -> String? {
    let length = name.utf8CodeUnitCount
    guard line.count > length, bytes[line.lowerBound + length] == UInt8(ascii: ":") else { return nil }
    let matches = name.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { index in
        let byte = bytes[line.lowerBound + index]
        return (0x41...0x5a ~= byte ? byte | 0x20 : byte) == wanted[index]
      }
    }
    guard matches else { return nil }
    let value = bytes[(line.lowerBound + length + 1)..<line.upperBound].drop { $0 == 0x20 || $0 == 0x09 }
    return String(decoding: value, as: UTF8.self)
  }
}
