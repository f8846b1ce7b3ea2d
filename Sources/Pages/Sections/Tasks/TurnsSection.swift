import RunModel

/// The turns of conversations: how they grow slower as the history grows.
struct TurnsSection {
  private let words: TurnWords
  init(_ measurements: RunMeasurements) { words = TurnWords(measurements.turns) }

  var html: HTML {
    if words.rows.isEmpty { return .empty }
    let listing = Listing(Array(words.rows.indices), limit: 100, bytes: 40_000) {
      Section.row(words.cells($0))
    }
    let said: HTML = words.sentence.map { "<p class=\"said\">\($0)</p>" } ?? .empty
    let table = Section.table(TurnWords.columns, listing.rows, caption: "Turns of conversations")
    return Section.html("Turns", "\(said)\(table)")
  }
}
