import Report
import RunModel

/// A run that goes on, as a page shows it.
package struct LiveRun: Sendable {
  package var standing: LiveStanding
  /// What was measured so far, as the report will have it; not judged.
  package var report: ReportDocument
  /// What the reader must know of the figures; `nil` for nothing.
  package var note: String?

  package init(standing: LiveStanding, report: ReportDocument, note: String? = nil) {
    (self.standing, self.report, self.note) = (standing, report, note)
  }
}
