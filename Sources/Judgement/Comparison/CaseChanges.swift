import RunModel

/// Cases whose outcome changed.
enum CaseChanges {
  /// The most that are listed.
  static let limit = 100

  /// Cases that always succeeded in the first reports and failed in the second.
  static func failing(_ first: [ReportDocument], _ second: [ReportDocument]) -> [Comparison.ChangedCase] {
    let before = cells(first)
    let changed = cells(second).filter { id, cell in
      cell.succeeded < cell.total && before[id].map { $0.succeeded == $0.total } ?? false
    }
    return changed.sorted { $0.key < $1.key }.prefix(limit).map { id, cell in
      .init(id: id, label: cell.label, failure: cell.failure?.rawValue)
    }
  }

  private static func cells(_ reports: [ReportDocument]) -> [String: Cell] {
    reports.reduce(into: [:]) { cells, report in
      for (id, cell) in report.measurements.cases {
        cells[id, default: Cell(values: cell.values)].merge(cell)
      }
    }
  }
}
