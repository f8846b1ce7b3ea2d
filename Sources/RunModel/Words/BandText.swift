/// Bands in words.
package enum BandText {
  package static func limits(_ band: PerformanceBand) -> String {
    var limits: [String] = []
    func add(_ name: String, _ value: Double?) {
      if let value { limits.append("\(name) < \(Figures.seconds(value))") }
    }
    add("response", band.responseTime)
    add("first text", band.firstText)
    add("gaps", band.longestGap)
    if let tokens = band.tokens { limits.append("tokens <= \(tokens)") }
    if let cost = band.cost { limits.append("cost <= \(cost)") }
    return limits.joined(separator: ", ")
  }

  package static func goodput(_ table: BandTable, duration: Double) -> String {
    let rate = duration > 0 ? Figures.digits(Double(table.good) / duration) : "n/a"
    return "Goodput: \(rate) tasks a second met the limits of a band."
  }

  /// `120 excellent, 30 good, 5 none`.
  package static func counts(_ table: BandTable) -> String {
    (zip(table.bands, table.counts).map { "\($1) \($0.name)" } + ["\(table.others) none"])
      .joined(separator: ", ")
  }
}
