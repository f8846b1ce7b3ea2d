import RunModel

/// The turns of conversations: how they grow slower as the history grows.
struct TurnsSection {
  private let words: TurnWords
  init(_ measurements: RunMeasurements) { words = TurnWords(measurements.turns) }

  var html: HTML {
    if words.rows.isEmpty { return .empty }
    let listing = Listing(Array(words.rows.indices), limit: 100, bytes: 40_000) { index -> HTML in
      let cells = words.cells(index)
      let figures = cells.dropFirst().map { Section.number($0) }
      return "<tr><th scope=\"row\">\(cells[0])</th>\(joining: figures)</tr>"
    }
    let said: HTML = words.sentence.map { "<p class=\"said\">\($0)</p>" } ?? .empty
    let table = Section.table(TurnWords.columns, listing.rows, caption: "Turns of conversations")
    return Section.html("Turns", "\(said)\(table)")
  }
}
