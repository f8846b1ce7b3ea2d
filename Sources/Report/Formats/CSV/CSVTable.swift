import RunModel

/// A table of comma-separated values (RFC 4180): lines end in CR LF, a cell with a comma, a quote or a line end is quoted.
struct CSVTable {
  private var text = ""

  init(_ columns: [String]) { add(columns.map(Cell.text)) }

  enum Cell {
    /// From outside. A text that a spreadsheet would take for a formula gets an apostrophe before it.
    case text(String)
    /// Written by floodgate: digits, or nothing.
    case figure(String)

    static func count(_ value: Int) -> Cell { .figure(String(value)) }
    /// Nanoseconds as seconds.
    static func seconds(_ nanoseconds: Int64?) -> Cell {
      .figure(nanoseconds.map { Figures.fixed(Double($0) / 1e9, 6) } ?? "")
    }
  }

  mutating func add(_ cells: [Cell]) {
    text += cells.map(Self.written).joined(separator: ",") + "\r\n"
  }

  var bytes: [UInt8] { Array(text.utf8) }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .figure(let digits): digits
    case .text(let text): quoted(guarded(text))
    }
  }

  /// OWASP's list of what begins a formula; white space before it does not help.
  private static func guarded(_ text: String) -> String {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0.value >= 0x20 }
    let isFormula = first.map { "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".unicodeScalars.contains($0) } ?? false
    let beginsBlank = text.unicodeScalars.first.map { "\t\r\n".unicodeScalars.contains($0) } ?? false
    return isFormula || beginsBlank ? "'" + text : text
  }

  private static func quoted(_ text: String) -> String {
    let clean = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 && !"\t\r\n".unicodeScalars.contains($0) ? "\u{fffd}" : $0 }
      ))
    guard clean.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return clean
    }
    return "\"" + clean.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
