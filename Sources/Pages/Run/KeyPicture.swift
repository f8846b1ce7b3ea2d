import Report
import RunModel

/// What came of a run as one SVG file, for a chat or a mail: the verdict, what happened, and the two charts that are
/// looked at first. It stands for itself: no script, colours by name, so that any reader of SVG draws it.
package struct KeyPicture {
  private let report: ReportDocument
  private static let (width, height) = (1000.0, 330.0)

  package init(_ report: ReportDocument) { self.report = report }

  package var text: String { svg.text }

  private var svg: HTML {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" height="\(Self.height)" \
    font-family="system-ui,'DejaVu Sans',sans-serif" role="img"><title>\(name.cropped(120)): \(headline.word)</title>\
    <style>\(Self.sheet)</style><rect width="100%" height="100%" fill="#fcfcfb"/>\(words)\(joining: charts)</svg>

    """
  }

  private var headline: Headline { Headline(report) }
  private var name: String { report.name.withoutControls }

  private var words: HTML {
    let verdict = (headline.word + headline.reason).withoutControls.cropped(120)
    return """
      <rect x="24" y="20" width="6" height="74" fill="\(Self.colour(report.verdict))"/>\
      <text x="44" y="42" font-size="22" font-weight="700" fill="#1c2228">\(name.cropped(70))</text>\
      <text x="44" y="67" font-size="15" font-weight="600" fill="\(Self.colour(report.verdict))">\(verdict)</text>\
      <text x="44" y="89" font-size="14" fill="#57616b">\(headline.happened.withoutControls.cropped(130))</text>
      """
  }

  /// The page's colours in the light.
  private static func colour(_ verdict: RunVerdict) -> HTML {
    switch verdict {
    case .passed: "#2f8560"
    case .failed: "#c23b35"
    case .inconclusive: "#b9801d"
    case .invalid: "#8a2f66"
    case .interrupted: "#98a2ad"
    }
  }

  private var charts: [HTML] {
    let section = ChartsSection(report)
    let shown = [section.outcomesChart, section.responseChart].compactMap(\.self)
    return shown.enumerated().map { index, chart -> HTML in
      let left = 16.0 + Double(index) * 492
      let keys = chart.series.enumerated().map { place, series -> HTML in
        "<tspan class=\"area \(series.style)\" dx=\"\(place == 0 ? 0.0 : 12.0)\">\(series.name.withoutControls)</tspan>"
      }
      return """
        <g transform="translate(\(left) 118)"><text x="10" y="4" font-size="13" font-weight="600" fill="#1c2228">\(chart.title)</text>\
        <text x="470" y="4" font-size="12" text-anchor="end">\(joining: keys)</text><g transform="translate(0 12)">\(chart.drawing)</g></g>
        """
    }
  }

  private static let styles = [
    ("accent", "#2b65a8"), ("second", "#7657a8"), ("third", "#b0622b"), ("good", "#57a08c"),
    ("bad", "#c23b35"), ("warn", "#b9801d"), ("worse", "#8a2f66"), ("quiet", "#98a2ad"), ("q1", "#1f4f8a"),
    ("q2", "#5a8fcb"), ("q3", "#a3c3e6"),
  ]

  /// Without variables, which few readers of SVG outside of browsers know.
  private static let sheet: HTML = {
    let colours = styles.map { name, colour -> HTML in
      ".area.\(name),.dot.\(name){fill:\(colour)}.line.\(name){stroke:\(colour)}"
    }
    return """
      .grid{stroke:#e2e5e8}.base{stroke:#98a2ad}.tick,.marktext,.limittext{fill:#57616b;font-size:11px}.mark{stroke:#1c2228;stroke-dasharray:2 3}\
      .limit{stroke:#c23b35;stroke-dasharray:6 3}.limittext{fill:#c23b35}.line{fill:none;stroke-width:1.8}.warmup{fill:#98a2ad;fill-opacity:.13}\(joining: colours)
      """
  }()
}

/// The picture of a run as a form of its report.
enum SVGFormat: ReportFormat {
  static let name = "svg"
  static func render(_ report: ReportDocument) -> [UInt8] { Array(KeyPicture(report).text.utf8) }
}
