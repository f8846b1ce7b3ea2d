import Report
import RunModel

/// The plan of a load, drawn with the blocks of a terminal.
struct LoadDrawing {
  static let columns = 64
  private static let rows = 8
  private static let blocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  let title: String
  /// `nil` when there is no plan over time.
  let outline: LoadOutline?

  var lines: [String] {
    guard let outline else { return [title, "  ends with its tasks: there is no plan over time to draw"] }
    let rows = (0..<Self.rows).reversed().map { row(outline, $0) }
    return [title, "  \(outline.unit)"] + rows + [axis(outline), times(outline)] + notes(outline)
  }

  private func row(_ outline: LoadOutline, _ row: Int) -> String {
    let top = max(outline.peak, .leastNormalMagnitude)
    let label = row == Self.rows - 1 ? Figures.digits(outline.peak) : ""
    let cells = (0..<Self.columns).map { column in
      let value = outline.values[column * outline.values.count / Self.columns]
      let eighths = Int((value / top * Double(8 * Self.rows)).rounded(.up)) - 8 * row
      return Self.blocks[min(max(eighths, 0), 8)]
    }
    return "\(Self.padded(label)) │\(cells.joined())"
  }

  /// The foot: what is warm-up is dotted.
  private func axis(_ outline: LoadOutline) -> String {
    let width = outline.length / Double(Self.columns)
    let cells = (0..<Self.columns).map { column in
      outline.warmUps.contains { $0.contains((Double(column) + 0.5) * width) } ? "┄" : "─"
    }
    return "\(Self.padded("0")) └\(cells.joined())"
  }

  private func times(_ outline: LoadOutline) -> String {
    let (first, last) = ("0 s", Figures.seconds(outline.length))
    let gap = String(repeating: " ", count: max(1, Self.columns - first.count - last.count))
    return "\(Self.padded(""))  \(first)\(gap)\(last)"
  }

  private func notes(_ outline: LoadOutline) -> [String] {
    var notes: [String] = []
    if let arrivals = outline.arrivals {
      notes.append(
        "  planned   \(arrivals)\(outline.isWhole ? "" : " and more: the first of them are drawn")")
    }
    if !outline.warmUps.isEmpty {
      let spans = outline.warmUps.map {
        "\(Figures.seconds($0.lowerBound)) to \(Figures.seconds($0.upperBound))"
      }
      notes.append("  warm-up   \(spans.joined(separator: ", ")): kept out of the figures (┄)")
    }
    if !outline.marks.isEmpty {
      let names = outline.marks.prefix(12).map { "\($0.name) from \(Figures.seconds($0.at))" }
      notes.append("  stages    \(names.joined(separator: ", "))\(outline.marks.count > 12 ? ", ..." : "")")
    }
    return notes
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 9 - text.count)) + text
  }
}
