import Report
import RunModel

/// A change as five columns that need no statistics: figure, first, second, change as a picture, verdict.
struct PlainColumns {
  let text: RowText
  private let mark: ForestMark

  init(_ row: Comparison.Row, _ margins: Comparison.Margins, _ scale: ForestMark.Scale) {
    text = RowText(row)
    mark = ForestMark(row, margins, scale)
  }

  static func names(_ first: String) -> [String] { [first, "first", "second", "change", "verdict"] }
  /// Columns that are no numbers.
  static let texts: Set<Int> = [3, 4]

  /// All but the first.
  var cells: HTML {
    """
    <td class="n first">\(text.first)</td><td class="n second">\(text.second)</td>\
    <td class="change">\(mark.html) \(text.change)<small>\(text.interval)</small></td><td class="came">\(text.pill)</td>
    """
  }
}
