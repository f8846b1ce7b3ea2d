import RunModel

/// A walk through the cases of matrices.
struct ExpansionWalk: CaseWalk {
  private var cases: CaseExpansion.Iterator
  private var current: TestCase?

  init(_ expansion: CaseExpansion) { cases = expansion.makeIterator() }

  mutating func next() throws -> Bool {
    current = try cases.next()
    return current != nil
  }

  mutating func testCase() -> TestCase { current! }
  mutating func line() throws -> [UInt8] { try ManifestLines.line(current!) }
  mutating func id() -> String { current!.id }
  mutating func facts() -> CaseFacts { CaseFacts(current!) }
}

extension CaseExpansion: CaseWalkSource {
  package func walk() -> any CaseWalk { ExpansionWalk(self) }
}

extension ManifestPart {
  /// The parts that matrices make, in order, with nothing counted yet.
  package static func parts(of matrices: [MatrixSpecification]) -> [ManifestPart] {
    matrices.reduce(into: []) { parts, matrix in
      let names = matrix.dimensions.map(\.name).filter { !$0.hasPrefix("_") }
      let facts = CaseFacts(matrix)
      guard let index = parts.firstIndex(where: facts.belong) else {
        parts.append(
          ManifestPart(scenario: matrix.scenario, variant: matrix.variant, dimensions: names))
        return
      }
      parts[index].dimensions += names.filter { !parts[index].dimensions.contains($0) }
    }
  }
}
