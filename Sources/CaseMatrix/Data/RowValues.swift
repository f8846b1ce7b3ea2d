import RunModel
import Statistics

/// The rows of a table as values of a dimension.
struct RowValues: DimensionValues {
  private let table: any RowTable
  private let columns: [DataTable.Column]
  private let order: RowOrder
  private let isPerUser: Bool

  var count: Int { order.count }
  var parameters: [String] { columns.map(\.parameter) }

  /// Reads the file. Throws ``DataProblem``.
  init(_ specification: DataTable, dimension: String, seed: UInt64) throws(DataProblem) {
    let bytes = try DataFile.read(specification.path)
    try self.init(specification, bytes, dimension: dimension, seed: seed)
  }

  /// Takes the file's bytes. Throws ``DataProblem``.
  init(_ specification: DataTable, _ bytes: [UInt8], dimension: String, seed: UInt64) throws(DataProblem) {
    table = try Self.table(specification, try DataFile.checked(bytes, specification.path))
    columns = try ColumnChoice(specification, table, dimension: dimension).columns
    order = RowOrder(
      specification.order, rows: table.count, count: specification.count,
      seed: SplitMix64.mix(seed ^ stableHash(dimension)))
    isPerUser = specification.order == .uniquePerUser
  }

  private static func table(_ specification: DataTable, _ bytes: [UInt8]) throws(DataProblem) -> any RowTable
  {
    if specification.format == .csv {
      return try CSVTable(
        bytes, delimiter: specification.delimiter.utf8.first ?? UInt8(ascii: ","), file: specification.path)
    }
    return try JSONTable(bytes, format: specification.format, file: specification.path)
  }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) {
    let number = order[index]
    let row = table.row(number)
    for column in columns {
      guard let value = row[column.column] else { continue }
      // Every value was converted once when the file was read.
      point.values[column.parameter] = column.type.map { $0.convert(value) ?? value } ?? value
    }
    point.dataset = name
    if isPerUser { point.user = "\(name)-\(number + 1)" }
  }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? {
    guard let column = columns.first(where: { $0.parameter == parameter }),
      let value = table.row(order[index])[column.column]
    else { return nil }
    return column.type.map { $0.convert(value) ?? value } ?? value
  }
}

/// Which row comes when.
struct RowOrder: Sendable {
  private enum Kind { case asTheyStand, shuffled(Permutation), drawn(UInt64) }

  private let kind: Kind
  private let rows: Int
  /// How many there are to come.
  let count: Int

  init(_ order: DataTable.Order, rows: Int, count: Int?, seed: UInt64) {
    self.rows = rows
    switch order {
    case .sequential, .uniquePerUser: kind = .asTheyStand
    case .shuffled: kind = .shuffled(Permutation(count: UInt64(rows), seed: seed))
    case .random: kind = .drawn(seed)
    }
    self.count = order == .random ? count ?? rows : min(rows, count ?? rows)
  }

  subscript(index: Int) -> Int {
    switch kind {
    case .asTheyStand: return index
    case .shuffled(let order): return Int(order[UInt64(index)])
    case .drawn(let seed):
      var generator = SeededGenerator(seed: seed, stream: UInt64(index))
      return Int.random(in: 0..<rows, using: &generator)
    }
  }
}
