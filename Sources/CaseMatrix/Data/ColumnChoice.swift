import RunModel

/// Which columns of a table become which parameters.
struct ColumnChoice {
  private(set) var columns: [DataTable.Column]

  /// Checks that every column is there, and every typed value fits. Throws ``DataProblem``.
  init(_ specification: DataTable, _ table: any RowTable, dimension: String) throws(DataProblem) {
    columns = specification.columns
    if table.columns.isEmpty {
      columns = [.init(parameter: dimension, column: "", type: columns.first?.type)]
    } else if columns.isEmpty {
      columns = table.columns.map { .init(parameter: $0, column: $0) }
    }
    for column in columns where !table.columns.isEmpty && !table.columns.contains(column.column) {
      throw Self.missing(column.column, table.columns, specification)
    }
    if !specification.columns.isEmpty { try check(table, specification.path) }
  }

  private static func missing(_ name: String, _ known: [String], _ specification: DataTable) -> DataProblem {
    let nearest = NearestWord.hint(name, in: known)
    if known.count == 1, let other = [";", "\t", "|", ","].first(where: { known[0].contains($0) }) {
      return DataProblem(
        specification.path, line: 1,
        "there is no column '\(name)': the first line is one field, '\(known[0])'",
        "if '\(other == "\t" ? "\\t" : "\(other)")' separates the fields, name it as the delimiter")
    }
    let shown = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", ..." : "")
    return DataProblem(
      specification.path, line: 1, "there is no column '\(name)'", "there are \(shown)\(nearest)")
  }

  private func check(_ table: any RowTable, _ path: String) throws(DataProblem) {
    // Columns of a CSV file are in every row, and all of them are texts.
    if table is CSVTable, columns.allSatisfy({ $0.type == nil || $0.type == .text }) { return }
    for index in 0..<table.count {
      let row = table.row(index)
      for column in columns {
        let place = { table.place(of: index) }
        guard let value = row[column.column] else {
          throw DataProblem(
            path, line: place().line, column: place().column, "the row has no '\(column.column)'",
            "add it; null is a value too")
        }
        if let type = column.type, type.convert(value) == nil {
          let shown = String(decoding: CanonicalJSON.bytes(of: value).prefix(80), as: UTF8.self)
          throw DataProblem(
            path, line: place().line, column: place().column,
            "'\(column.column)' is \(shown), which is no \(type.rawValue)",
            "correct it, or choose another type for the column")
        }
      }
    }
  }
}
