import RunModel

/// The line of cases that differ in values only: constant bytes, and places for what differs. Made from the line
/// that the plain way writes for a case of marks, so that both write the same.
struct LineLayout {
  enum Piece {
    case bytes(Range<Int>)
    case value(dimension: Int, value: Int)
    case id
    case repetition
    case weight
  }

  /// What it has the pieces of.
  enum Text {
    /// A manifest's line.
    case line
    /// What the id is made of.
    case content
  }

  /// The constant bytes of both.
  private(set) var bytes: [UInt8] = []
  private var line: [Piece] = []
  private var content: [Piece] = []

  /// The pieces of a text.
  subscript(text: Text) -> [Piece] {
    switch text {
    case .line: line
    case .content: content
    }
  }

  /// The layout of one kind of case; `nil` when its line is not made of constant bytes and values.
  ///
  /// - Parameter point: the kind's point, with marks for values.
  init?(_ recipe: CaseRecipe, _ point: CasePoint) {
    guard var marked = try? recipe.build(point) else { return nil }
    marked.id = LineMarks.id
    marked.repetition = LineMarks.repetition
    var bare = marked
    bare.parameters = [:]
    // Numbers in expectations go through a coder that may write them in another way.
    guard let bareLine = try? ManifestLines.line(bare), let places = LineMarks.places(in: bareLine),
      !places.contains(where: Self.isWholeValue), let text = try? ManifestLines.line(marked),
      let content = pieces(CaseIdentity.content(of: marked)),
      let line = wholeLine(text, marked)
    else { return nil }
    (self.line, self.content) = (line, content)
  }

  private static func isWholeValue(_ found: (range: Range<Int>, place: LineMarks.Place)) -> Bool {
    if case .value(_, _, false) = found.place { true } else { false }
  }

  /// The line, with its repetition and its weight, which is followed by the workflow only.
  private mutating func wholeLine(_ text: [UInt8], _ marked: TestCase) -> [Piece]? {
    let repetition = Array("\(LineMarks.repetition)".utf8)
    let weight = CanonicalJSON.bytes(of: .number(marked.weight))
    let end =
      Array(",\"workflowID\":".utf8) + CanonicalJSON.bytes(of: .string(marked.workflowID)) + Array("}\n".utf8)
    guard let number = LineMarks.find(Array("\"repetition\":".utf8) + repetition, in: text),
      text.suffix(weight.count + end.count).elementsEqual(weight + end),
      let head = pieces(Array(text[..<(number.upperBound - repetition.count)])),
      let tail = pieces(Array(text[number.upperBound...].dropLast(weight.count + end.count)))
    else { return nil }
    return head + [.repetition] + tail + [.weight, constant(end)]
  }

  private mutating func pieces(_ text: [UInt8]) -> [Piece]? {
    guard let places = LineMarks.places(in: text) else { return nil }
    var pieces: [Piece] = []
    var start = 0
    for (range, place) in places {
      pieces.append(constant(Array(text[start..<range.lowerBound])))
      start = range.upperBound
      switch place {
      case .id: pieces.append(.id)
      case .value(let dimension, let parameter, let insideText):
        pieces.append(.value(dimension: dimension, value: 2 * parameter + (insideText ? 1 : 0)))
      }
    }
    return pieces + [constant(Array(text[start...]))]
  }

  private mutating func constant(_ text: [UInt8]) -> Piece {
    bytes += text
    return .bytes(bytes.count - text.count..<bytes.count)
  }
}
