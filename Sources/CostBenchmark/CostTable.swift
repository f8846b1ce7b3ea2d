/// Costs by contestant, one figure a round, and their table.
struct CostTable {
  private let load: Load
  private var rows: [(name: String, costs: [Double])] = []

  init(_ load: Load) { self.load = load }

  mutating func add(_ cost: Double, of name: String) {
    if let row = rows.firstIndex(where: { $0.name == name }) {
      rows[row].costs.append(cost)
    } else {
      rows.append((name, [cost]))
    }
  }

  /// Medians of the rounds; the first row is the floor that the others are compared with.
  var text: String {
    var lines = [
      "\(load.kind.rawValue): \(load.requests) requests, \(load.concurrency) at a time,"
        + " median of \(rows.first?.costs.count ?? 0) rounds (least - most)",
      pad("", 16) + left("CPU us a request", 30) + (load.kind.events > 0 ? left("us an event", 14) : "")
        + left("ratio", 10),
    ]
    let floor = rows.first.map { median($0.costs) } ?? 0
    for row in rows {
      let cost = median(row.costs)
      var line = pad(row.name, 16) + left(spread(row.costs), 30)
      if load.kind.events > 0 { line += left(decimal(perRequest(cost) / Double(load.kind.events)), 14) }
      lines.append(line + left(decimal(cost / floor), 10))
    }
    return lines.joined(separator: "\n")
  }

  private func spread(_ costs: [Double]) -> String {
    let figures = [median(costs), costs.min() ?? 0, costs.max() ?? 0].map { decimal(perRequest($0)) }
    return "\(figures[0]) (\(figures[1]) - \(figures[2]))"
  }

  private func perRequest(_ cost: Double) -> Double { cost / Double(load.requests) }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
