/// The forms of a comparison.
package enum ComparisonFormats {
  package typealias Renderer = @Sendable (Comparison) throws -> [UInt8]

  private static let all: [(name: String, render: Renderer)] = [
    ("text", { Array((ComparisonText($0).lines.joined(separator: "\n") + "\n").utf8) }),
    ("markdown", { Array(ComparisonMarkdown.render($0).utf8) }),
    ("json", { try ComparisonFile.json($0) }),
    ("html", { ComparisonPage($0).bytes }),
  ]

  /// Their names.
  package static var names: [String] { all.map(\.name) }

  /// The renderer of a form.
  package static func renderer(named name: String) -> Renderer? { all.first { $0.name == name }?.render }
}
