import RunModel

/// The tables of keys in the reference page, made from ``SchemaTable``.
package enum SchemaReference {
  /// A page with the tables of its sections renewed: they stand between `<!-- keys: NAME -->` and `<!-- end -->`.
  package static func renewed(_ page: String) -> String {
    var lines: [String] = []
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "<!-- end -->" { isInside = false }
      if !isInside { lines.append(String(line)) }
      guard line.hasPrefix("<!-- keys: "), line.hasSuffix(" -->") else { continue }
      let name = line.dropFirst("<!-- keys: ".count).dropLast(" -->".count)
      if let section = SchemaTable.section(String(name)) {
        isInside = true
        lines += table(section)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What a section is about, and its keys.
  static func table(_ section: SchemaSection) -> [String] {
    let head = [
      "\(section.facts.about)", "", "| key | type | default | meaning | example |", "|---|---|---|---|---|",
    ]
    return head
      + section.keys.map { key in
        let cells = ["`\(key.name)`", words(key.kind), key.standard, key.meaning, "`\(key.example)`"]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
      }
  }

  /// A kind, as people say it.
  static func words(_ kind: SchemaKey.Kind) -> String {
    switch kind {
    case .text: "text"
    case .flag: "`true` or `false`"
    case .integer(let range):
      "whole number"
        + bounds(
          range.lowerBound == 0 ? "0" : "\(range.lowerBound)",
          range.upperBound == .max ? nil : "\(range.upperBound)")
    case .number(let range):
      "number" + bounds(Figures.short(range.lowerBound), Figures.short(range.upperBound))
    case .time(let range): range.lowerBound > 0 ? "time, more than 0" : "time"
    case .money(let range): range.lowerBound > .zero ? "money, more than 0" : "money"
    case .words(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .keys(let section): "keys (\(section))"
    case .names(.any): "names and values"
    case .names(let kind): "names with: \(words(kind))"
    case .list(let kind): "list of: \(words(kind))"
    case .any: "any value"
    case .either(let kinds): kinds.map(words).joined(separator: ", or ")
    }
  }

  private static func bounds(_ low: String, _ high: String?) -> String {
    high.map { ", \(low) to \($0)" } ?? ", from \(low)"
  }
}
