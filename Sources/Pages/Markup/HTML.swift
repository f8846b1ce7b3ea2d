import RunModel

/// A piece of HTML. Text becomes part of it only escaped: there is no other way in than the static parts of the
/// program itself.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  /// Only for literals in the program.
  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  init(joining pieces: some Sequence<HTML>) { text = pieces.map(\.text).joined() }

  private init(raw: String) { text = raw }

  static let empty: HTML = ""

  /// Any text, escaped for content and for attributes in quotes.
  static func escaped(_ text: String) -> HTML {
    var output = ""
    output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\u{0}"..."\u{8}", "\u{b}", "\u{c}", "\u{e}"..."\u{1f}", "\u{7f}"..."\u{9f}": output += "\u{fffd}"
      // What turns the direction of the text around it, and what no document may hold.
      case "\u{202a}"..."\u{202e}", "\u{2066}"..."\u{2069}": output += "\u{fffd}"
      case _ where scalar.value & 0xfffe == 0xfffe || (0xfdd0...0xfdef).contains(scalar.value):
        output += "\u{fffd}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return HTML(raw: output)
  }

  static func + (left: HTML, right: HTML) -> HTML { HTML(raw: left.text + right.text) }
  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// Literals stand as they are; strings are escaped; numbers are written; HTML is kept.
  struct Interpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }
    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ html: HTML) { text += html.text }
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value).text }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    /// A coordinate: two decimals.
    mutating func appendInterpolation(_ value: Double) { text += Figures.fixed(value, 2) }
    mutating func appendInterpolation(joining pieces: [HTML]) { for piece in pieces { text += piece.text } }
  }
}
