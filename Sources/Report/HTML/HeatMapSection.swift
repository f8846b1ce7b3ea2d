import RunModel
import Statistics

/// One parameter against another.
struct HeatMapSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private struct Pair: Hashable {
    var row: String
    var column: String
  }

  var html: HTML {
    var maps: [Pair: [Pair: Cell]] = [:]
    for (key, cell) in measurements.parameterPairs {
      let sides = key.split(separator: "|", maxSplits: 1).map {
        $0.split(separator: "=", maxSplits: 1).map(String.init)
      }
      guard sides.count == 2, sides.allSatisfy({ $0.count == 2 }) else { continue }
      maps[Pair(row: sides[0][0], column: sides[1][0]), default: [:]][
        Pair(row: sides[0][1], column: sides[1][1])] = cell
    }
    let readable = maps.filter { Self.isReadable($0.value, of: measurements.statistics.total) }
    let shown = readable.sorted { ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column) }.prefix(4)
    if shown.isEmpty { return .empty }
    return Section.html("Parameters against each other", HTML(joining: shown.map { map($0.key, $0.value) }))
  }

  /// A map says something when both parameters vary, fit on a page, and cover the run.
  private static func isReadable(_ cells: [Pair: Cell], of total: Int) -> Bool {
    let rows = Set(cells.keys.map(\.row)).count
    let columns = Set(cells.keys.map(\.column)).count
    let covered = cells.values.reduce(0) { $0 + $1.total }
    return (2...24).contains(rows) && (2...16).contains(columns) && covered * 10 >= total * 9
  }

  private func map(_ names: Pair, _ cells: [Pair: Cell]) -> HTML {
    let rows = Set(cells.keys.map(\.row)).sorted()
    let columns = Set(cells.keys.map(\.column)).sorted()
    let slowest = Double(cells.values.compactMap { $0.latency.quantile(0.95) }.max() ?? 1)
    let lines = rows.map { row -> HTML in
      let boxes = columns.map { column in box(cells[Pair(row: row, column: column)], slowest) }
      return "<tr><th scope=\"row\">\(row)</th>\(joining: boxes)</tr>"
    }
    let heads = columns.map { column -> HTML in "<th scope=\"col\">\(column)</th>" }
    return """
      <div class="scroll"><table class="heat"><caption>\(names.row) against \(names.column): p95 of successes; failures in red</caption>\
      <thead><tr><th></th>\(joining: heads)</tr></thead><tbody>\(joining: lines)</tbody></table></div>
      """
  }

  private func box(_ cell: Cell?, _ slowest: Double) -> HTML {
    guard let cell, cell.total > 0 else { return "<td class=\"empty\"></td>" }
    let failed = cell.total - cell.succeeded
    let p95 = cell.latency.quantile(0.95)
    let heat = p95.map { Double($0) / slowest } ?? 0
    let words = "\(cell.succeeded) of \(cell.total) succeeded"
    return """
      <td class="\(failed > 0 ? "bad" : "")" style="--heat:\(heat)" title="\(words)">\(p95.map(Figures.nanoseconds) ?? "-")\(failed > 0 ? " (\(failed) failed)" : "")</td>
      """
  }
}
