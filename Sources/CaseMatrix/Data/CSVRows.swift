import RunModel

/// The rows of a CSV text that comes in pieces, by the names in its first line: for what is no data file of a scenario.
/// Never more than a row is in memory.
package struct CSVRows {
  private let file: String
  private let read: () throws -> [UInt8]?
  private var piece: [UInt8] = []
  private var position = 0
  private var line = 1
  private var columns: [String]?

  /// A larger row is refused, bytes.
  private static let limit = 64 << 20

  /// - Parameters:
  ///   - file: what it is called where something is wrong.
  ///   - read: gives the next piece; `nil` at the end.
  package init(file: String, _ read: @escaping () throws -> [UInt8]?) {
    (self.file, self.read) = (file, read)
  }

  /// The next row; `nil` after the last. Throws what is wrong, in words, and what `read` throws.
  package mutating func next() throws -> [String: String]? {
    while let record = try record() {
      var scanner = CSVScanner(record, delimiter: UInt8(ascii: ","), file: file, line: line)
      line += record.count { $0 == 0x0a }
      guard scanner.findRecord() else { continue }
      let fields = try scanner.record()
      guard let columns else {
        columns = fields
        continue
      }
      return Dictionary(zip(columns, fields)) { first, _ in first }
    }
    return nil
  }

  /// The bytes of a record: to a line feed that is in no quotes.
  private mutating func record() throws -> [UInt8]? {
    var (record, isQuoted): ([UInt8], Bool) = ([], false)
    while true {
      while position < piece.count {
        let byte = piece[position]
        position += 1
        record.append(byte)
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == 0x0a, !isQuoted { return record }
      }
      guard record.count <= Self.limit else {
        throw DataProblem(
          file, line: line, "the row is larger than \(Self.limit >> 20) MB", "close its quotes")
      }
      guard let next = try read() else { return record.isEmpty ? nil : record }
      (piece, position) = (next, 0)
    }
  }
}
