import Report
import RunModel

/// Several runs of one scenario as one static page: what they say together, then each run.
package struct RepeatPage {
  let report: RepeatReport

  package init(_ report: RepeatReport) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] {
    Page(title: "\(report.runs.count) runs of \(report.name)", body: "\(header)\(figures)\(charts)\(runs)")
      .bytes
  }

  private var text: RepeatText { RepeatText(report) }

  private var header: HTML {
    let facts = CapacityPage.facts([], report.targets, report.startedAt, report.duration)
    let style: HTML = report.verdict == .passed ? "passed" : "\(report.verdict.rawValue)"
    return """
      <header class="\(style)"><p class="kicker">floodgate, \(report.runs.count) runs</p><h1>\(report.name.cropped(200))</h1>
      <p class="verdict"><b>\(report.verdict.rawValue)</b></p><p class="sub">\(text.sentence.cropped(600))</p>
      <p class="meta">\(facts)</p></header>
      \(joining: text.notes.map { "<p class=\"note\">\($0)</p>" as HTML })
      """
  }

  private var figures: HTML {
    let rows = report.figures.map { figure in
      Section.row([
        figure.metric.rawValue, figure.metric.words(figure.mean), figure.range, figure.variationWords,
        figure.extremes,
      ])
    }
    return Section.html(
      "Over the runs",
      Section.table(
        ["figure", "mean", "95 % of the mean", "variation", "least to most"], rows, id: "figures"))
  }

  private var charts: HTML {
    let charts = report.figures.prefix(8).map { RunDots(figure: $0, sentence: text.sentence).html }
    return charts.isEmpty
      ? .empty : Section.html("Run by run", "<div class=\"charts\">\(joining: charts)</div>")
  }

  private var runs: HTML {
    let rows = report.runs.enumerated().map { index, run -> HTML in
      """
      <tr><th scope="row">\(link(index + 1, run))</th><td>\(run.startedAt.cropped(40))</td><td>\(run.verdict.rawValue)</td>\
      \(Section.number(Figures.count(run.tasks)))</tr>
      """
    }
    return Section.html(
      "Runs", Section.table(["run", "began", "verdict", "tasks"], texts: [1, 2], rows, id: "runs"))
  }

  private func link(_ number: Int, _ run: RepeatReport.Run) -> HTML {
    run.folder.hasPrefix("runs/") ? "<a href=\"\(run.folder)/report.html\">\(number)</a>" : "\(number)"
  }
}

/// A figure in each run: its values as dots, their mean, and the interval of it as a band.
struct RunDots {
  let figure: RepeatReport.Figure
  let sentence: String

  private var axis: Axis {
    Axis(maximum: (figure.values.compactMap(\.self) + [figure.high ?? 0]).max() ?? 1)
  }
  private var width: Double { ChartFrame.plotWidth / Double(max(1, figure.values.count)) }

  var html: HTML {
    let rows = figure.values.enumerated().map {
      ["\($0.offset + 1)", $0.element.map(figure.metric.words) ?? "n/a"]
    }
    return ChartFrame(
      title: figure.metric.rawValue, note: "mean \(figure.metric.words(figure.mean)), \(figure.range)",
      keys: [.init(name: "a run", style: "accent"), .init(name: "95 % of the mean", style: "q2")],
      values: .init(columns: ["run", figure.metric.rawValue], rows: rows), step: width, summary: sentence
    ).html("\(band)\(ChartFrame.grid(axis, label))\(joining: dots)")
  }

  /// As short as it can be: on a telephone there is little room beside the chart.
  private func label(_ value: Double) -> String {
    let words = figure.metric.words(value)
    guard value != 0, words.contains("."), words.allSatisfy({ $0.isNumber || $0 == "." }) else {
      return value == 0 ? "0" : words
    }
    return String(words.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  private func y(_ value: Double) -> Double {
    ChartFrame.bottom - min(max(value, 0), axis.top) / axis.top * ChartFrame.plotHeight
  }

  private var band: HTML {
    guard let low = figure.low, let high = figure.high else { return .empty }
    return """
      <rect class="band q2" x="\(ChartFrame.left)" y="\(y(high))" width="\(ChartFrame.plotWidth)" height="\(max(2, y(low) - y(high)))"/>
      """
  }

  private var dots: [HTML] {
    figure.values.enumerated().compactMap { index, value in
      value.map {
        "<circle class=\"dot accent\" cx=\"\(ChartFrame.left + (Double(index) + 0.5) * width)\" cy=\"\(y($0))\" r=\"3.5\"/>"
          as HTML
      }
    }
  }
}
