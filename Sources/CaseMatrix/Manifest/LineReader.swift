import Glibc
import RunModel

/// The lines of a text that comes in pieces. Lines are bounded; a byte order mark and carriage returns before line
/// feeds are left out.
package struct LineReader {
  private let read: () throws -> [UInt8]?
  private var chunk: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// The number of the last line, from 1; 0 before the first.
  package private(set) var number = 0

  /// - Parameter read: gives the next piece; `nil` at the end.
  package init(_ read: @escaping () throws -> [UInt8]?) { self.read = read }

  /// The next line without its end; `nil` after the last. Throws ``ManifestLines/Problem``.
  package mutating func next() throws -> ArraySlice<UInt8>? {
    number += 1
    var line = try piece()
    if number == 1 { line = try withoutMark(line) }
    if line?.last == 0x0d { line?.removeLast() }
    return line
  }

  private mutating func piece() throws -> ArraySlice<UInt8>? {
    var carried: [UInt8] = []
    while true {
      if let end = lineFeed() {
        let range = position..<end
        position = range.upperBound + 1
        return carried.isEmpty ? chunk[range] : carried[...] + chunk[range]
      }
      carried += chunk[position...]
      guard carried.count <= ManifestLines.lineLimit else {
        throw problem("the line is longer than \(ManifestLines.lineLimit) bytes")
      }
      guard !isAtEnd, let next = try read() else {
        (isAtEnd, chunk, position) = (true, [], 0)
        return carried.isEmpty ? nil : carried[...]
      }
      (chunk, position) = (next, 0)
    }
  }

  /// The next line feed in the piece.
  private func lineFeed() -> Int? {
    unsafe chunk.withUnsafeBytes { bytes in
      guard position < bytes.count, let start = bytes.baseAddress,
        let found = unsafe memchr(start + position, 0x0a, bytes.count - position)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  private func withoutMark(_ line: ArraySlice<UInt8>?) throws -> ArraySlice<UInt8>? {
    guard let line else { return nil }
    if line.starts(with: [0xef, 0xbb, 0xbf]) { return line.dropFirst(3) }
    if line.starts(with: [0xff, 0xfe]) || line.starts(with: [0xfe, 0xff]) {
      throw problem("the file is UTF-16; save it as UTF-8")
    }
    return line
  }

  package func problem(_ message: String) -> ManifestLines.Problem { .init(line: number, message: message) }
}
