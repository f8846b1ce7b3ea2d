import Pages
import Report
import RunModel

extension RunPaths {
  /// Writes the run's report and its page, and puts the run on the list of a folder. Throws what kept the report from
  /// being written; `complain` hears of a list that could not be.
  func write(
    _ report: ReportDocument, listedIn reports: String?, _ complain: (String) -> Void
  ) throws {
    try ReportFile.write(report, to: self.report)
    try ReportFile.writeBytes(ReportPage(report).bytes, to: page)
    do {
      try RunIndex.writeSummary(of: report, in: folder)
      if let reports { try RunIndex.write(reports, page: IndexPage.render) }
    } catch {
      // The run and its report are whole: a list that cannot be written does not change their verdict.
      complain("\(error)")
    }
  }
}

extension RunSession.Options {
  /// Lists what was made of several runs beside the runs of its folder. A list that cannot be written changes nothing of it.
  func listAnew() {
    do { try RunIndex.write(reports, page: IndexPage.render) } catch { complain("\(error)") }
  }
}
