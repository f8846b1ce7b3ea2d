import RunModel

/// The rows of a data file, by number; read when they are asked for.
protocol RowTable: Sendable {
  /// Names of the columns, in order; empty when rows are single values.
  var columns: [String] { get }
  var count: Int { get }

  /// What a row says: the values by column, or the single value under the empty name.
  func row(_ index: Int) -> [String: JSONValue]

  /// Where a row stands: line and column, from 1.
  func place(of index: Int) -> (line: Int, column: Int)
}
