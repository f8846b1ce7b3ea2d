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
    let interval = share?.exact()
    return """
      <tr><th scope="row" class="name">\(name.cropped(80))</th><td>\(limits)</td>\(Section.number(Figures.count(count)))\
      \(Section.number(share.map { Figures.percent($0.estimate) } ?? "n/a"))\
      \(Section.number(interval.map { Figures.percents($0) } ?? ""))</tr>
      """
  }
}
