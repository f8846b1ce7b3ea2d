import RunModel
import Statistics

/// The cells of one parameter against another. Pure.
struct ParameterMap {
  struct Place: Hashable {
    var row: String
    var column: String
  }

  /// The parameters' names.
  var row: String
  var column: String
  var cells: [Place: Cell] = [:]

  var rows: [String] { Self.ordered(cells.keys.map(\.row)) }
  var columns: [String] { Self.ordered(cells.keys.map(\.column)) }

  /// Every pair of a run's parameters of which a map says something; those whose cells differ most come first.
  static func all(of measurements: RunMeasurements) -> [ParameterMap] {
    var maps: [Place: ParameterMap] = [:]
    for (key, cell) in measurements.parameterPairs {
      let sides = key.split(separator: "|", maxSplits: 1).map {
        $0.split(separator: "=", maxSplits: 1).map(String.init)
      }
      guard sides.count == 2, sides.allSatisfy({ $0.count == 2 }) else { continue }
      let names = Place(row: sides[0][0], column: sides[1][0])
      maps[names, default: ParameterMap(row: names.row, column: names.column)].cells[
        Place(row: sides[0][1], column: sides[1][1])] = cell
    }
    let readable = maps.values.filter { $0.isReadable(of: measurements.statistics.total) }
    return readable.map { ($0, $0.spread) }
      .sorted { ($1.1, $0.0.row, $0.0.column) < ($0.1, $1.0.row, $1.0.column) }.map(\.0)
  }

  static func failed(_ cell: Cell) -> Double { 1 - Double(cell.succeeded) / Double(max(cell.total, 1)) }

  /// A map says something when both parameters vary, fit on a page, and cover the run.
  private func isReadable(of total: Int) -> Bool {
    let covered = cells.values.reduce(0) { $0 + $1.total }
    return (2...24).contains(rows.count) && (2...16).contains(columns.count) && covered * 10 >= total * 9
  }

  /// How much its cells differ: shares of failures first, then p95 against the largest.
  private var spread: Double {
    let failures = cells.values.map(Self.failed)
    let slow = cells.values.compactMap { $0.latency.quantile(0.95) }.map(Double.init)
    let times = (slow.max() ?? 0) > 0 ? ((slow.max() ?? 0) - (slow.min() ?? 0)) / (slow.max() ?? 1) : 0
    return ((failures.max() ?? 0) - (failures.min() ?? 0)) + times / 10
  }

  /// Numbers by size, words by their letters.
  private static func ordered(_ names: [String]) -> [String] {
    Set(names).sorted { left, right in
      guard let a = Double(left), let b = Double(right) else { return left < right }
      return (a, left) < (b, right)
    }
  }
}
