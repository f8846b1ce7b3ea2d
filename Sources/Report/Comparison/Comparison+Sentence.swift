import RunModel

extension Comparison {
  /// What it comes to, in one sentence.
  package var sentence: String {
    let primary = rows.filter(\.isPrimary)
    func list(_ outcome: Outcome) -> String {
      primary.filter { $0.outcome == outcome }
        .map { row in
          row.interval == nil
            ? "\(row.name) (\(row.note ?? "no interval"))"
            : "\(row.name) \(RowText(row).change) (\(RowText(row).interval))"
        }.joined(separator: ", ")
    }
    switch outcome {
    case .worse: return "Worse: \(list(.worse))."
    case .better: return "Better: \(list(.better)); nothing is worse than the margin."
    case .notWorse: return "No figure is worse than the margin."
    case .inconclusive:
      return primary.isEmpty
        ? "There is nothing to judge." : "The sample cannot tell for \(list(.inconclusive))."
    case .invalid:
      let names = differences.filter(\.isInvalidating).map(\.name).joined(separator: ", ")
      return "The sides do not belong together: \(names)."
    }
  }
}
