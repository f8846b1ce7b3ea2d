/// A data file that cannot be used: where, what is wrong, and a way out.
package struct DataProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  package var file: String
  /// The line, from 1; 0 when the whole file is meant.
  package var line: Int
  /// The column in characters, from 1; 0 when the whole line is meant.
  package var column: Int
  /// What is wrong.
  package var message: String
  /// What to do about it.
  package var wayOut: String

  init(_ file: String, line: Int = 0, column: Int = 0, _ message: String, _ wayOut: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.wayOut = wayOut
  }

  /// As a compiler would say it.
  package var description: String {
    let place = line > 0 ? ":\(line)" + (column > 0 ? ":\(column)" : "") : ""
    return "\(file)\(place): \(message); \(wayOut)"
  }
}

/// Places in a text.
enum TextPlace {
  /// Line and column, from 1, of a byte.
  static func of(_ offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<min(max(offset, 0), bytes.count)]
    let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0a } + 1
    return (line, String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)
  }
}
