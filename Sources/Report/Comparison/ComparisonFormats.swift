import RunModel

/// The forms of a comparison that are text or data; the page comes in beside them (`Pages`).
package enum ComparisonFormats {
  package typealias Renderer = @Sendable (Comparison) throws -> [UInt8]
  package typealias Format = (name: String, render: Renderer)

  package static let all: [Format] = [
    ("text", { Array((ComparisonText($0).lines.joined(separator: "\n") + "\n").utf8) }),
    ("markdown", { Array(ComparisonMarkdown.render($0).utf8) }),
    ("junit", { Array(ComparisonJUnit.render($0).utf8) }),
    ("json", { try ComparisonFile.json($0) }),
  ]
}
