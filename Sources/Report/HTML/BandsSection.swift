import RunModel
import Statistics

/// How many tasks belong to each band of performance, and the goodput.
struct BandsSection {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    guard let table = report.measurements.bands, table.total > 0 else { return .empty }
    let rows =
      zip(table.bands, table.counts).map { row($0.name, BandText.limits($0), $1, of: table.total) }
      + [row("none", "", table.others, of: table.total)]
    return Section.html(
      "Bands of performance",
      Section.table(["band", "limits", "tasks", "share", "95 % interval"], texts: [1], rows)
        + Section.note(
          BandText.goodput(table, duration: report.measurements.steadySeconds(of: report.duration))))
  }

  private func row(_ name: String, _ limits: String, _ count: Int, of total: Int) -> HTML {
    let share = Proportion(successes: count, trials: total)
    let interval = share?.wilson()
    return """
      <tr><th scope="row" class="name">\(name.cropped(80))</th><td>\(limits)</td>\(Section.number(Figures.count(count)))\
      \(Section.number(share.map { Figures.percent($0.estimate) } ?? "n/a"))\
      \(Section.number(interval.map { "\(Figures.percent($0.low)) to \(Figures.percent($0.high))" } ?? ""))</tr>
      """
  }
}

/// Bands in words.
enum BandText {
  static func limits(_ band: PerformanceBand) -> String {
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

  static func goodput(_ table: BandTable, duration: Double) -> String {
    let rate = duration > 0 ? Figures.digits(Double(table.good) / duration) : "n/a"
    return "Goodput: \(rate) tasks a second met the limits of a band."
  }

  /// `120 excellent, 30 good, 5 none`.
  static func counts(_ table: BandTable) -> String {
    (zip(table.bands, table.counts).map { "\($1) \($0.name)" } + ["\(table.others) none"])
      .joined(separator: ", ")
  }
}
