import RunModel

/// Calls that went with requests: stops, questions that are suggested, documents until they are indexed.
struct CallsSection {
  private let words: CallWords
  init(_ measurements: RunMeasurements) { words = CallWords(measurements.calls) }

  var html: HTML {
    if words.lines.isEmpty { return .empty }
    let rows = Listing(words.lines, limit: 20, bytes: 40_000) { Section.row(words.cells($0)) }
    let said: HTML = words.slotSentence.map { "<p class=\"said\">\($0)</p>" } ?? .empty
    let table = Section.table(CallWords.columns, rows.rows, caption: "Calls beside the requests")
    return Section.html("Calls", "\(said)\(table)")
  }
}
