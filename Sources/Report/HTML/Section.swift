import RunModel
import Statistics

/// A part of the page.
enum Section {
  static func html(_ title: String, _ content: HTML) -> HTML {
    "<section><h2>\(title)</h2>\(content)</section>"
  }

  /// A table; the first column and those of `texts` are text, the others are figures.
  static func table(_ columns: [String], texts: Set<Int> = [], _ rows: [HTML], id: String = "") -> HTML {
    let heads = columns.enumerated().map { index, name -> HTML in
      index == 0 || texts.contains(index)
        ? "<th scope=\"col\">\(name)</th>" : "<th scope=\"col\" class=\"number\">\(name)</th>"
    }
    return """
      <div class="scroll"><table id="\(id)"><thead><tr>\(joining: heads)</tr></thead><tbody>\(joining: rows)</tbody></table></div>
      """
  }

  static func number(_ text: String) -> HTML { "<td class=\"number\">\(text)</td>" }

  /// A quantile, or a mark that the sample cannot carry it.
  static func quantile(_ histogram: Histogram, _ share: Double) -> HTML {
    guard let value = histogram.quantile(share) else { return "<td class=\"number faint\">n/a</td>" }
    guard histogram.carries(share) else {
      let needed = QuantileInterval.minimumCount(share)
      return
        "<td class=\"number faint\" title=\"needs \(needed) values, there are \(Int(histogram.count))\">n/a</td>"
    }
    let (low, high) = histogram.quantileInterval(share)
    let range = "95 %: \(low.map(Figures.nanoseconds) ?? "?") to \(high.map(Figures.nanoseconds) ?? "?")"
    return "<td class=\"number\" title=\"\(range)\">\(Figures.nanoseconds(value))</td>"
  }
}
