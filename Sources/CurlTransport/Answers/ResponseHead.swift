/// Status and headers of an answer.
package struct ResponseHead: Sendable {
  package internal(set) var status = 0
  /// Header lines one after another, without their line ends, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// More lines, or more bytes, are not kept.
  private static let lineLimit = 256
  private static let byteLimit = 256 << 10

  init() {
    bytes.reserveCapacity(480)
    ends.reserveCapacity(16)
  }

  mutating func clear() {
    status = 0
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ line: UnsafeRawBufferPointer) {
    guard ends.count < Self.lineLimit, bytes.count + line.count <= Self.byteLimit else { return }
    bytes.append(contentsOf: line)
    ends.append(bytes.count)
  }

  /// The value of a header, white space trimmed; the name in lower case. `nil` when there is none.
  package func value(_ name: StaticString) -> String? {
    var start = 0
    for end in ends {
      if let value = value(of: name, in: start..<end) { return value }
      start = end
    }
    return nil
  }

  private func value(of name: StaticString, in line: Range<Int>) -> String? {
    let colon = line.lowerBound + name.utf8CodeUnitCount
    guard colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else { return nil }
    let matches = name.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { index in
        let byte = bytes[line.lowerBound + index]
        return (0x41...0x5a ~= byte ? byte | 0x20 : byte) == wanted[index]
      }
    }
    guard matches else { return nil }
    let value = bytes[(colon + 1)..<line.upperBound].drop(while: Self.isSpace)
    let end = value.lastIndex { !Self.isSpace($0) } ?? value.startIndex - 1
    return String(decoding: value[...end], as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
