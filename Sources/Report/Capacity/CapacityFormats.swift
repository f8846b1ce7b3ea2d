import RunModel

/// The forms of a search for a capacity that are text or data; the page comes in beside them (`Pages`).
package enum CapacityFormats {
  package typealias Renderer = @Sendable (CapacityReport) throws -> [UInt8]
  package typealias Format = (name: String, render: Renderer)

  package static let all: [Format] = [
    ("text", { Array(CapacityText($0).whole.utf8) }),
    ("markdown", { Array(CapacityMarkdown.render($0).utf8) }),
    ("junit", { Array(CapacityJUnit.render($0).utf8) }), ("csv", { CapacitySteps.csv($0) }),
    ("json", { try CapacityFile.json($0) }),
  ]
}
