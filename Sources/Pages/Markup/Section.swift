import RunModel
import Statistics

/// A part of the page, and what its tables are made of.
enum Section {
  /// A part with its heading, which can be linked to; titles from outside need an `id` of their own.
  static func html(_ title: String, _ content: HTML, id: String? = nil) -> HTML {
    let id = id ?? String(title.lowercased().map { $0.isASCII && $0.isLetter ? $0 : "-" })
    return "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(title)</h2>\(content)</section>\n"
  }

  /// A table; the first column and those of `texts` are text, the others are figures. With an `id`, readers can
  /// sort it; of the style `five`, its rows become cards in a narrow window.
  static func table(
    _ columns: [String], texts: Set<Int> = [], _ rows: [HTML], id: String = "", caption: String = "",
    style: HTML = ""
  ) -> HTML {
    let heads = columns.enumerated().map { index, name -> HTML in
      index == 0 || texts.contains(index)
        ? "<th scope=\"col\">\(name)</th>" : "<th scope=\"col\" class=\"n\">\(name)</th>"
    }
    let named: HTML = style.text.isEmpty ? .empty : " class=\"\(style)\""
    let mark: HTML = id.isEmpty ? named : " id=\"table-\(id)\" class=\"sortable long \(style)\""
    let title: HTML = caption.isEmpty ? .empty : "<caption>\(caption)</caption>"
    return scroll(
      "<table\(mark)>\(title)<thead><tr>\(joining: heads)</tr></thead><tbody>\(joining: rows)</tbody></table>",
      label: caption.isEmpty ? columns.first.map { "table by \($0)" } ?? "" : caption)
  }

  /// What is wider than the page scrolls inside itself, by keyboard too.
  static func scroll(_ content: HTML, label: String = "") -> HTML {
    let name: HTML = label.isEmpty ? "table" : "\(label)"
    return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(name)\">\(content)</div>"
  }

  /// A field that searches the rows of a table, or of all tables when it is `""`.
  static func search(_ table: String, _ label: String) -> HTML {
    """
    <div class="tools needs-script"><input type="search" data-table="\(table.isEmpty ? "" : "table-")\(table)" placeholder="\(label)" aria-label="\(label)">\
    <span role="status"></span></div>
    """
  }

  static func note(_ text: String) -> HTML { text.isEmpty ? .empty : "<p class=\"note\">\(text)</p>" }

  static func number(_ text: String) -> HTML { "<td class=\"n\">\(text)</td>" }

  /// A row of figures under the name in its first cell.
  static func row(_ cells: [String]) -> HTML {
    let figures = cells.dropFirst().map { number($0) }
    return "<tr><th scope=\"row\">\(cells[0])</th>\(joining: figures)</tr>"
  }

  /// Sentences, a paragraph each.
  static func said(_ sentences: [String]) -> [HTML] {
    sentences.map { "<p class=\"said\">\($0.cropped(400))</p>" as HTML }
  }

  /// A share of tasks that succeeded, red unless all did.
  static func success(_ succeeded: Int, of total: Int) -> HTML {
    guard total > 0 else { return "<td class=\"n faint\">n/a</td>" }
    let text = Figures.percent(Double(succeeded) / Double(total))
    return succeeded == total ? number(text) : "<td class=\"n badtext\">\(text)</td>"
  }

  /// A quantile with its interval, or a mark that the sample cannot carry it.
  static func quantile(
    _ sample: CensoredSample, _ share: Double, dispersion: Double = 1, showsInterval: Bool = false,
    isFaint: Bool = false
  ) -> HTML {
    guard let words = sample.words(share, dispersion: dispersion) else {
      let needed = QuantileInterval.minimumCount(share)
      let title = "needs \(needed) values, there are \(sample.count)"
      return
        "<td class=\"n faint\" title=\"\(title)\">n/a\(showsInterval ? small("needs \(needed)") : .empty)</td>"
    }
    if showsInterval {
      return "<td class=\"n\(isFaint ? " faint" : "")\">\(words.value)\(small(words.range))</td>"
    }
    return "<td class=\"n\" title=\"95 %: \(words.range)\">\(words.value)</td>"
  }

  private static func small(_ text: String) -> HTML { "<small>\(text)</small>" }
}
