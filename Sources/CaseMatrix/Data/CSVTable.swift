import RunModel

/// A CSV file: its bytes, and where each row begins.
struct CSVTable: RowTable {
  let columns: [String]
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let file: String
  private let starts: [Int32]

  var count: Int { starts.count }

  /// Reads and checks every row. Throws ``DataProblem``.
  init(_ bytes: [UInt8], delimiter: UInt8, file: String) throws(DataProblem) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.file = file
    var scanner = CSVScanner(bytes, delimiter: delimiter, file: file)
    guard scanner.findRecord() else {
      throw DataProblem(file, "the file is empty", "its first line names the columns")
    }
    let headerLine = scanner.line
    columns = try scanner.record()
    try Self.check(columns, file, line: headerLine)
    var starts: [Int32] = []
    while scanner.findRecord() {
      let (start, line) = (scanner.offset, scanner.line)
      let count = try scanner.skipRecord()
      guard count == columns.count else { throw Self.ragged(file, line, count, columns.count) }
      if starts.count == DataFile.rowLimit {
        throw DataProblem(file, line: line, "there are more than \(DataFile.rowLimit) rows", "split the file")
      }
      starts.append(Int32(start))
    }
    if starts.isEmpty { throw DataProblem(file, "there is no row below the header", "add rows") }
    self.starts = starts
  }

  private static func check(_ columns: [String], _ file: String, line: Int) throws(DataProblem) {
    for (index, name) in columns.enumerated() {
      if name.isEmpty {
        throw DataProblem(
          file, line: line, "column \(index + 1) has no name", "the first line names every column")
      }
      if columns[..<index].contains(name) {
        throw DataProblem(file, line: line, "the column '\(name)' comes twice", "rename one of the two")
      }
    }
  }

  private static func ragged(_ file: String, _ line: Int, _ found: Int, _ wanted: Int) -> DataProblem {
    DataProblem(
      file, line: line, "the row has \(found) fields, the header names \(wanted)",
      found > wanted ? "put fields that hold the delimiter in quotes" : "add the missing fields")
  }

  func row(_ index: Int) -> [String: JSONValue] {
    var scanner = CSVScanner(bytes, delimiter: delimiter, file: file, offset: Int(starts[index]))
    // Every row was checked when the file was read.
    let fields = (try? scanner.record()) ?? []
    return Dictionary(uniqueKeysWithValues: zip(columns, fields.lazy.map { .string($0) }))
  }

  func place(of index: Int) -> (line: Int, column: Int) { TextPlace.of(Int(starts[index]), in: bytes) }
}
