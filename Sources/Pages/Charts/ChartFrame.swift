/// What every chart has: a caption, a legend, a drawing, and its values as a table. The table is the chart's text
/// alternative, and what the page's script shows under the pointer.
struct ChartFrame {
  /// Where a chart draws, in the drawing's own units; small, so that its text can be read on a telephone.
  static let left = 54.0
  static let plotWidth = 416.0
  static let top = 16.0
  static let plotHeight = 140.0
  static let total = (width: 480.0, height: 182.0)
  static var bottom: Double { top + plotHeight }

  /// A name in the legend, with its colour's class.
  struct Key {
    var name: String
    var style: String
  }

  /// The values: the first column names the row.
  struct Values {
    var columns: [String]
    var rows: [[String]]
  }

  var title: String
  /// Said beside the title: the unit, or what is left out.
  var note = ""
  var keys: [Key] = []
  var values: Values
  /// The distance between two rows' places in the drawing; the script finds the row under the pointer by it.
  var step: Double
  /// What the chart says, for those who cannot see it.
  var summary: String
  /// Whether the values stand below as a table; a chart that is drawn anew each second has only its summary.
  var showsValues = true

  func html(_ drawing: HTML) -> HTML {
    let small: HTML = note.isEmpty ? .empty : "<small>\(note)</small>"
    let legend = keys.map { key -> HTML in "<span><i class=\"swatch \(key.style)\"></i>\(key.name)</span>" }
    return """
      <figure class="chart" data-step="\(Self.left) \(step) \(Self.top) \(Self.bottom)"><figcaption>\(title)\(small)</figcaption>\
      <div class="legend">\(joining: legend)</div>\
      <svg viewBox="0 0 \(Self.total.width) \(Self.total.height)" role="img" aria-label="\(title): \(summary)">\(drawing)</svg>\
      \(showsValues ? table : .empty)</figure>

      """
  }

  private var table: HTML {
    let heads = values.columns.map { name -> HTML in "<th scope=\"col\">\(name)</th>" }
    let rows = values.rows.map { row -> HTML in
      let cells = row.dropFirst().map { cell -> HTML in "<td>\(cell)" }
      return "<tr><th scope=\"row\">\(row.first ?? "")\(joining: cells)"
    }
    return """
      <details><summary>values</summary>\
      \(Section.scroll("<table class=\"values\"><thead><tr>\(joining: heads)</tr></thead><tbody>\(joining: rows)</tbody></table>", label: title))</details>
      """
  }

  /// Lines and words of the vertical axis.
  static func grid(_ axis: Axis, _ format: (Double) -> String) -> HTML {
    HTML(
      joining: axis.ticks.map { tick in
        let y = bottom - tick / axis.top * plotHeight
        return """
          <line class="\(tick == 0 ? "base" : "grid")" x1="\(left)" x2="\(left + plotWidth)" y1="\(y)" y2="\(y)"/>\
          <text class="tick" x="\(left - 7)" y="\(y + 4)" text-anchor="end">\(format(tick))</text>
          """
      })
  }

  /// Words under the horizontal axis; every other one gives way on a narrow page.
  static func labels(_ ticks: [(x: Double, text: String)]) -> HTML {
    HTML(
      joining: ticks.enumerated().map { index, tick in
        "<text class=\"tick\(index.isMultiple(of: 2) ? "" : " odd")\" x=\"\(tick.x)\" y=\"\(bottom + 17)\" text-anchor=\"middle\">\(tick.text)</text>"
      })
  }
}
