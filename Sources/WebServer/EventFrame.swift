/// Server-sent events as bytes (WHATWG HTML, 9.2). Pure.
package enum EventFrame {
  /// One event. Its name must have no line's end; the data may have any.
  package static func bytes(_ name: String, _ data: String) -> [UInt8] {
    var bytes = Array("event: \(name)\ndata: ".utf8)
    bytes.reserveCapacity(bytes.count + data.utf8.count + 2)
    var last: UInt8 = 0
    for byte in data.utf8 {
      // A line's end of any kind ends a field: each line of the data is a field of its own.
      switch byte {
      case UInt8(ascii: "\n") where last == UInt8(ascii: "\r"): break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): bytes += "\ndata: ".utf8
      default: bytes.append(byte)
      }
      last = byte
    }
    return bytes + Array("\n\n".utf8)
  }
}
