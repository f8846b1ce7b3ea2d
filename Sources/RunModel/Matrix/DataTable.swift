/// A data file whose rows bring one or several parameters.
package struct DataTable: Sendable, Hashable {
  /// How the file is written.
  package enum Format: String, Sendable, CaseIterable {
    /// Comma-separated values (RFC 4180), with a header.
    case csv
    /// An array of objects, or of values.
    case json
    /// An object, or a value, a line.
    case jsonLines = "jsonl"
  }

  /// The order in which rows are used.
  package enum Order: String, Sendable, CaseIterable {
    /// As they stand.
    case sequential
    /// Each once, in an order of the seed.
    case shuffled
    /// Drawn again and again; seeded.
    case random
    /// As they stand, each under an end user of its own.
    case uniquePerUser = "unique_per_user"
  }

  /// One parameter and the column that it comes from.
  package struct Column: Sendable, Hashable {
    /// The parameter's name. Names that begin with `_` are for templates only and are not sent.
    package var parameter: String
    /// The column's name in the file.
    package var column: String
    /// What its values are turned into; `nil` for as they are.
    package var type: ValueType?

    /// A column.
    package init(parameter: String, column: String, type: ValueType? = nil) {
      self.parameter = parameter
      self.column = column
      self.type = type
    }
  }

  /// The file.
  package var path: String
  /// How it is written.
  package var format: Format
  /// What stands between two fields; one ASCII character.
  package var delimiter: String
  /// The parameters; empty for every column under its own name.
  package var columns: [Column]
  /// The order in which rows are used.
  package var order: Order
  /// So many rows, or draws; `nil` for all.
  package var count: Int?

  /// A table.
  package init(
    path: String, format: Format, delimiter: String = ",", columns: [Column] = [], order: Order = .sequential,
    count: Int? = nil
  ) {
    self.path = path
    self.format = format
    self.delimiter = delimiter
    self.columns = columns
    self.order = order
    self.count = count
  }
}
