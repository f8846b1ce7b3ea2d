import RunModel

/// A walk through the cases of matrices.
struct ExpansionWalk: CaseWalk {
  private let parts: [CaseExpansion.Part]
  private var part = 0
  private var points: CasePoints?
  private var choice: CaseChoice?
  private var repetition = 0
  /// The case of the choice, when it was asked for.
  private var made: TestCase?
  private var writer: LineWriter?
  /// Whether the writer has the choice; `nil` when it was not asked.
  private var isWritable: Bool?

  init(_ expansion: CaseExpansion) { parts = expansion.parts }

  mutating func next() -> Bool {
    if choice != nil, repetition + 1 < parts[part].specification.repeats {
      repetition += 1
      return true
    }
    (repetition, made, isWritable) = (0, nil, nil)
    while part < parts.count {
      if points == nil { points = CasePoints(parts[part].points) }
      choice = points!.next()
      if choice != nil { return true }
      part += 1
      (points, writer) = (nil, nil)
    }
    return false
  }

  mutating func testCase() throws -> TestCase {
    if made == nil {
      made = try parts[part].recipe.build(CasePoints.point(choice!, parts[part].points))
    }
    made!.repetition = repetition
    return made!
  }

  mutating func line() throws -> [UInt8] {
    var text = TextBuffer(reservingCapacity: 512)
    try writeLine(to: &text)
    return text.finish()
  }

  mutating func writeLine(to text: inout TextBuffer) throws {
    guard canWrite() else { return text.add(try ManifestLines.line(testCase())) }
    writer!.writeLine(repetition: repetition, to: &text)
  }

  mutating func id() throws -> String { canWrite() ? writer!.id : try testCase().id }

  func facts() -> CaseFacts { CaseFacts(parts[part].specification) }

  private mutating func canWrite() -> Bool {
    if let isWritable { return isWritable }
    if writer == nil { writer = LineWriter(parts[part]) }
    isWritable = writer!.take(choice!)
    return isWritable!
  }
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
