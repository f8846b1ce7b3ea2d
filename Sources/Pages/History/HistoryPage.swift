import Report
import RunModel
import Statistics

/// A history as one static page: a chart a metric, the changes, and the runs.
package struct HistoryPage {
  let histories: [History]

  package init(_ histories: [History]) { self.histories = histories }

  /// The whole page.
  package var bytes: [UInt8] {
    Page(title: "history", body: HTML(joining: histories.map(part))).bytes
  }

  private func part(_ history: History) -> HTML {
    let isUnknown = !history.isWorse && !history.unknown.isEmpty
    let verdict: HTML = history.isWorse ? "failed" : (isUnknown ? "inconclusive" : "passed")
    let word = history.isWorse ? "Worse" : (isUnknown ? "Cannot tell" : "Not worse")
    let charts = history.trends.map { TrendChart(trend: $0, entries: history.entries).html }
    return """
      <header class="\(verdict)"><p class="kicker">floodgate history, \(history.entries.count) runs</p><h1>\(history.scenario)</h1>
      <p class="verdict"><b>\(word)</b>: \(HistoryWords.headline(history)).</p></header>
      \(joining: history.notes.map { "<p class=\"warning\">\($0)</p>" })\(changes(history))
      \(Section.html("Trends of \(history.scenario.cropped(80))", "<div class=\"charts\">\(joining: charts)</div>"))
      \(runs(history))
      """
  }

  private func changes(_ history: History) -> HTML {
    let rows = history.trends.flatMap { trend in
      (trend.changes + [trend.newest].compactMap(\.self)).map { change -> HTML in
        """
        <tr><th scope="row">\(trend.metric.rawValue)</th><td>\(change.isWorse ? "worse" : "better")</td><td class="name">\(change.lastBefore.cropped(80))</td>\
        <td class="name">\(change.firstAfter.cropped(80))</td>\(Section.number(trend.metric.words(change.change.before)))\
        \(Section.number(trend.metric.words(change.change.after)))\(Section.number(Figures.fixed(change.change.probability, 3)))</tr>
        """
      }
    }
    if rows.isEmpty { return .empty }
    return Section.html(
      "Changes of \(history.scenario.cropped(80))",
      Section.table(
        ["metric", "change", "last before", "first after", "from", "to", "p"], texts: [1, 2, 3], rows))
  }

  private func runs(_ history: History) -> HTML {
    let shown = history.entries.suffix(Self.limit).reversed()
    let metrics = history.trends.map(\.metric)
    let rows = shown.map { entry -> HTML in
      let cells = metrics.map { metric in
        Section.number(entry.figures[metric.rawValue].map { metric.words($0.value) } ?? "")
      }
      return """
        <tr><th scope="row" class="name">\(entry.build.cropped(80))</th><td>\(entry.startedAt.cropped(30))</td><td>\(entry.verdict.rawValue)</td>\
        \(Section.number(Figures.count(entry.tasks)))\(joining: cells)</tr>
        """
    }
    let columns = ["build", "began", "verdict", "tasks"] + metrics.map(\.rawValue)
    return Section.html(
      "Runs of \(history.scenario.cropped(80))", Section.table(columns, texts: [1, 2], rows))
  }

  private static let limit = 200
}
