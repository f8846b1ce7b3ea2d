import RunModel

/// A JSON or JSON Lines file: its bytes, and where each row stands. Rows are objects, or single values.
struct JSONTable: RowTable {
  let columns: [String]
  private let bytes: [UInt8]
  private let rows: [Range<Int32>]

  var count: Int { rows.count }

  /// Reads and checks every row. Throws ``DataProblem``.
  init(_ bytes: [UInt8], format: DataTable.Format, file: String) throws(DataProblem) {
    self.bytes = bytes
    do throws(JSONRows.Problem) {
      var scanner = JSONRows(bytes)
      rows = format == .json ? try scanner.elements() : try JSONRows.lines(bytes)
      columns = try Self.columns(rows, bytes)
    } catch {
      let place = TextPlace.of(error.offset, in: bytes)
      let form =
        format == .json ? "the file is one array of objects: [{...}, {...}]" : "each line is one object"
      throw DataProblem(file, line: place.line, column: place.column, error.message, form)
    }
    if rows.isEmpty { throw DataProblem(file, "there are no rows", "add rows") }
  }

  /// The names of all objects, sorted; none of single values.
  private static func columns(_ rows: [Range<Int32>], _ bytes: [UInt8]) throws(JSONRows.Problem) -> [String] {
    var names: Set<String> = []
    var values = 0
    for (index, row) in rows.enumerated() {
      if case .object(let members) = try value(row, bytes) {
        names.formUnion(members.keys)
      } else {
        values += 1
      }
      // Every row is as the first.
      if values != 0, values != index + 1 {
        throw JSONRows.Problem(
          offset: Int(row.lowerBound), message: "objects and single values are mixed")
      }
    }
    return names.sorted()
  }

  private static func value(_ row: Range<Int32>, _ bytes: [UInt8]) throws(JSONRows.Problem) -> JSONValue {
    do {
      return try JSONReader.value(of: bytes.span.extracting(Int(row.lowerBound)..<Int(row.upperBound)))
    } catch {
      throw JSONRows.Problem(offset: Int(row.lowerBound) + error.offset, message: error.message)
    }
  }

  func row(_ index: Int) -> [String: JSONValue] {
    // Every row was read once when the file was.
    guard let value = try? Self.value(rows[index], bytes) else { return [:] }
    if case .object(let members) = value { return members }
    return ["": value]
  }

  func place(of index: Int) -> (line: Int, column: Int) {
    TextPlace.of(Int(rows[index].lowerBound), in: bytes)
  }
}
