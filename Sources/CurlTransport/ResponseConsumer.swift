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
  /// Header lines as they came, without their line ends.
  package internal(set) var lines: [[UInt8]] = []

  /// The value of a header, white space trimmed; the name in lower case. `nil` when there is none.
  package func value(_ name: StaticString) -> String? {
    for line in lines {
      if let value = Self.value(of: name, in: line) { return value }
    }
    return nil
  }

  private static func value(of name: StaticString, in line: [UInt8]) -> String? {
    let length = name.utf8CodeUnitCount
    guard line.count > length, line[length] == UInt8(ascii: ":") else { return nil }
    let matches = name.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { index in
        let byte = line[index]
        return (0x41...0x5a ~= byte ? byte | 0x20 : byte) == wanted[index]
      }
    }
    guard matches else { return nil }
    let value = line[(length + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
    return String(decoding: value, as: UTF8.self)
  }
}
