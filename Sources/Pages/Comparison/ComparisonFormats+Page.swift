import Report
import RunModel

extension ComparisonFormats {
  /// Every form, the page among them.
  package static let everyFormat: [Format] = all + [("html", page)]

  private static let page: Renderer = { ComparisonPage($0).bytes }

  /// Their names.
  package static var names: [String] { everyFormat.map(\.name) }

  /// The renderer of a form.
  package static func renderer(named name: String) -> Renderer? {
    everyFormat.first { $0.name == name }?.render
  }
}
