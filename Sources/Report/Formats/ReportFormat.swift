import RunModel
import Statistics

/// A form of a report: a pure function of the document. To add one, write a file like its neighbours and name it in
/// ``ReportFormats/all``.
package protocol ReportFormat: Sendable {
  /// Its name on the command line.
  static var name: String { get }
  /// The bytes.
  static func render(_ report: ReportDocument) throws -> [UInt8]
}

/// The forms that are text or data; the page comes in beside them (`Pages`).
package enum ReportFormats {
  package static let all: [any ReportFormat.Type] = [
    JSONFormat.self, JUnitFormat.self, MarkdownFormat.self, GitHubAnnotations.self,
    GitLabCodeQuality.self, CSVFormat.self, CSVCases.self, CSVWindows.self, PrometheusFormat.self,
    SpectrumFormat.self, HdrFormat.self, TextFormat.self,
  ]
}

/// The document as plain JSON.
enum JSONFormat: ReportFormat {
  static let name = "json"
  static func render(_ report: ReportDocument) throws -> [UInt8] { try ReportFile.json(report) }
}

/// What the terminal shows.
enum TextFormat: ReportFormat {
  static let name = "text"
  static func render(_ report: ReportDocument) -> [UInt8] {
    Array((TerminalSummary(report).lines.joined(separator: "\n") + "\n").utf8)
  }
}
