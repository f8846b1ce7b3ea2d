import RunModel

/// The plan of loads as one SVG file, which stands for itself: no style sheet, no script.
package struct LoadPicture {
  package struct Panel {
    let title: String
    let outline: LoadOutline?

    package init(title: String, outline: LoadOutline?) { (self.title, self.outline) = (title, outline) }
  }

  /// Columns that an outline should have.
  package static let columns = 320
  private static let (width, height, left, plot) = (760.0, 220.0, 60.0, 640.0)

  private let panels: [Panel]

  package init(_ panels: [Panel]) { self.panels = panels }

  package var text: String {
    let all = Self.height * Double(panels.count)
    let drawn = panels.enumerated().map { index, panel in
      "<g transform=\"translate(0 \(Self.plain(Double(index) * Self.height)))\">\(Self.drawn(panel))</g>"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.plain(Self.width)) \(Self.plain(all))" \
      font-family="sans-serif" font-size="12" fill="#222"><title>The plan of the load</title>\
      <rect width="100%" height="100%" fill="#fff"/>\(drawn.joined())</svg>

      """
  }

  private static func drawn(_ panel: Panel) -> String {
    let title =
      "<text x=\"\(plain(left))\" y=\"22\" font-size=\"14\">\(HTML.escaped(panel.title).text)</text>"
    guard let outline = panel.outline else {
      return title + "<text x=\"\(plain(left))\" y=\"60\">ends with its tasks: no plan over time</text>"
    }
    return title + warmUps(outline) + area(outline) + axes(outline) + marks(outline)
  }

  private static func x(_ seconds: Double, _ outline: LoadOutline) -> String {
    plain(left + plot * min(1, seconds / outline.length))
  }

  private static func y(_ value: Double, _ outline: LoadOutline) -> String {
    plain(180 - 130 * value / max(outline.peak, .leastNormalMagnitude))
  }

  private static func area(_ outline: LoadOutline) -> String {
    let column = outline.length / Double(outline.values.count)
    let points = outline.values.enumerated().map { index, value in
      let (from, to) = (x(Double(index) * column, outline), x(Double(index + 1) * column, outline))
      return "L\(from) \(y(value, outline))L\(to) \(y(value, outline))"
    }
    return "<path d=\"M\(plain(left)) 180\(points.joined())L\(plain(left + plot)) 180Z\" fill=\"#4a7fb5\"/>"
  }

  private static func warmUps(_ outline: LoadOutline) -> String {
    outline.warmUps.map { span in
      let (from, to) = (x(span.lowerBound, outline), x(span.upperBound, outline))
      return "<path d=\"M\(from) 50H\(to)V180H\(from)Z\" fill=\"#eee\"><title>warm-up</title></path>"
    }.joined()
  }

  private static func axes(_ outline: LoadOutline) -> String {
    let times = [0, 0.25, 0.5, 0.75, 1].map { share in
      "<text x=\"\(x(share * outline.length, outline))\" y=\"196\" text-anchor=\"middle\">\(Figures.seconds(share * outline.length))</text>"
    }
    return "<path d=\"M\(plain(left)) 50V180H\(plain(left + plot))\" fill=\"none\" stroke=\"#666\"/>"
      + "<text x=\"\(plain(left - 6))\" y=\"54\" text-anchor=\"end\">\(Figures.digits(outline.peak))</text>"
      + "<text x=\"\(plain(left - 6))\" y=\"184\" text-anchor=\"end\">0</text>"
      + "<text x=\"\(plain(left))\" y=\"42\">\(outline.unit)</text>" + times.joined()
  }

  private static func marks(_ outline: LoadOutline) -> String {
    outline.marks.prefix(40).map { mark in
      let at = x(mark.at, outline)
      return "<path d=\"M\(at) 50V180\" stroke=\"#999\" stroke-dasharray=\"3 3\"/>"
        + "<text x=\"\(at)\" y=\"212\" font-size=\"10\">\(HTML.escaped(mark.name.cropped(20)).text)</text>"
    }.joined()
  }

  /// A coordinate, to a tenth.
  private static func plain(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
