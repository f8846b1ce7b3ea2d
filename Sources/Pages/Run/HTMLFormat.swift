import Report
import RunModel

/// The page of a run as a form of its report.
enum HTMLFormat: ReportFormat {
  static let name = "html"
  static func render(_ report: ReportDocument) -> [UInt8] { ReportPage(report).bytes }
}

extension ReportFormats {
  /// Every form, the page among them.
  package static let everyFormat: [any ReportFormat.Type] = all + [HTMLFormat.self, SVGFormat.self]

  /// Their names.
  package static var names: [String] { everyFormat.map { $0.name } }

  /// The form of that name.
  package static func format(named name: String) -> (any ReportFormat.Type)? {
    everyFormat.first { $0.name == name }
  }
}
