import RunModel
import Statistics

/// The report as one static page: what came of the run first, then what broke, then everything else.
package struct ReportPage {
  let report: ReportDocument
  private var measurements: RunMeasurements { report.measurements }

  package init(_ report: ReportDocument) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] { Page(title: report.name, body: content).bytes }

  private var content: HTML {
    """
    \(header)\(warnings)\(KeyFigures(report).html)
    \(ThresholdsSection(report).html)\(FailuresSection(measurements).html)\
    \(ExpectationsSection(measurements).html)\(RecordSection(report).html)\(DiagnosisSection(report).html)\(SteadySection(report).html)\(ChartsSection(report).html)\(ObservedSection(report)?.html ?? .empty)\
    \(TimeSection(report).html)\(BaselineSection(report).html)\(BandsSection(report).html)\(SpreadSection(measurements).html)\(LatencySection(report).html)\
    \(TurnsSection(measurements).html)\(CallsSection(measurements).html)\(MoneySection(measurements).html)\(NodesSection(report).html)\(HeatMapSection(measurements).html)\
    \(SlicesSection(measurements).html)\(CasesSection(measurements).html)\
    \(SlowestSection(measurements).html)\(GeneratorSection(report).html)\(AboutSection(report).html)
    """
  }

  private var header: HTML {
    let headline = Headline(report)
    let targets = report.targets.prefix(8).map { "\($0.app) at \($0.baseURL)".cropped(200) }
    let facts =
      [report.startedAt.cropped(40), Figures.clock(report.duration)] + targets + RunTags.shown(report.tags)
    return """
      <header class="\(report.verdict.rawValue)"><p class="kicker">floodgate report</p><h1>\(report.name.cropped(200))</h1>
      <p class="verdict"><b>\(headline.word)</b>\(headline.reason)</p><p class="sub">\(headline.happened)\(headline.generator)</p>
      <p class="meta">\(facts.joined(separator: " · "))</p></header>
      """
  }

  private var warnings: HTML {
    var texts = report.graverReasonsBeside
    if let sentence = report.reached?.sentence {
      texts.insert("The load was not reached: \(sentence).", at: 0)
    }
    if report.targets.contains(where: \.insecure) {
      texts.insert("TLS certificates were NOT verified in this run.", at: 0)
    }
    if let reason = report.stopReason {
      texts.append("The run was stopped early: \(StopText.describe(reason)).")
    }
    texts += report.notes
    let listing = Listing(texts, limit: 20, bytes: 20_000) { "<p class=\"warning\">\($0.cropped(500))</p>" }
    return HTML(joining: listing.rows) + Section.note(listing.remark("notes", "the first ones"))
  }
}
