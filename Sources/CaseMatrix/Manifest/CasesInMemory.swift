import RunModel

/// The cases of a manifest that was made in code.
package struct CasesInMemory: CaseWalkSource {
  private let cases: [TestCase]

  package init(_ cases: [TestCase]) { self.cases = cases }

  package func walk() -> any CaseWalk { Walk(cases: cases) }

  private struct Walk: CaseWalk {
    let cases: [TestCase]
    var index = -1

    mutating func next() -> Bool {
      index += 1
      return index < cases.count
    }

    func testCase() -> TestCase { cases[index] }
    func line() throws -> [UInt8] { try ManifestLines.line(cases[index]) }
    func id() -> String { cases[index].id }
    func facts() -> CaseFacts { CaseFacts(cases[index]) }
  }
}
