import Report
import RunModel

/// What each combination of a sweep's settings came to, beside the first of them.
struct SettingsSection {
  let report: SweepReport

  init(_ report: SweepReport) { self.report = report }

  var html: HTML {
    guard let settings = report.settings, let first = report.sets.first else { return .empty }
    let columns =
      settings.names + [
        "steps", "good/s", "of the first", "succeeded", "p50", "p95", "of the first", "ttft p95",
      ]
    let rows = report.sets.map { row($0, first) }
    return Section.html(
      "Settings",
      Section.table(columns, texts: Set(1..<max(2, settings.names.count)), rows, id: "settings")
        + Section.note("Means over the steps of each combination; a step that broke counts as any other."))
  }

  private func row(_ row: SettingsRow, _ first: SettingsRow) -> HTML {
    let values = row.values.enumerated().map { index, value -> HTML in
      index == 0 ? "<th scope=\"row\">\(value.cropped(80))</th>" : "<td>\(value.cropped(80))</td>"
    }
    return """
      <tr>\(joining: values)\(Section.number("\(row.steps)"))\(Section.number(Figures.digits(row.goodput)))\
      \(Section.number(Self.change(row.goodput, first.goodput)))\(Section.success(row.succeeded, of: row.tasks))\
      \(Section.number(row.response50.map(Figures.seconds) ?? "n/a"))\(Section.number(row.response95.map(Figures.seconds) ?? "n/a"))\
      \(Section.number(Self.change(row.response95, first.response95)))\(Section.number(row.firstText95.map(Figures.seconds) ?? "n/a"))</tr>
      """
  }

  private static func change(_ value: Double?, _ first: Double?) -> String {
    guard let value, let first, first > 0 else { return "" }
    return "\(Figures.fixed(value / first * 100, 0)) %"
  }
}
