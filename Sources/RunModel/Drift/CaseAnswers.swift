/// What was answered to each case of a side, as far as its runs kept it. Its size is bounded.
package struct CaseAnswers: Sendable {
  /// The answers to one case.
  package struct Entry: Sendable {
    package private(set) var shapes: [AnswerShape] = []
    /// The first answers, cut.
    package private(set) var texts: [String] = []
    private static let mostShapes = 50
    private static let mostTexts = 2
    private static let mostCharacters = 2000

    mutating func add(_ outputs: JSONValue) {
      if shapes.count < Self.mostShapes { shapes.append(AnswerShape(outputs)) }
      if texts.count < Self.mostTexts {
        texts.append(String(AnswerShape.text(of: outputs).prefix(Self.mostCharacters)))
      }
    }
  }

  package private(set) var cases: [String: Entry] = [:]
  /// Whether there were more cases than are kept.
  package private(set) var isCut = false

  private static let mostCases = 2000
  /// When so many lines have no answer, none has.
  private static let patience = 500

  package init() {}

  /// Takes the lines of `results.ndjson.gz`; of a run that kept no answers only the first.
  package mutating func add(_ lines: some Sequence<JSONValue>) {
    var empty = 0
    for line in lines {
      guard line["task_status"] == "succeeded", let id = line["case"]?.stringValue else { continue }
      guard let outputs = line["outputs"], outputs != .null else {
        empty += 1
        if empty >= Self.patience, cases.isEmpty { return }
        continue
      }
      add(outputs, of: id)
    }
  }

  /// Takes one answer.
  package mutating func add(_ outputs: JSONValue, of id: String) {
    guard cases[id] != nil || cases.count < Self.mostCases else {
      isCut = true
      return
    }
    cases[id, default: Entry()].add(outputs)
  }
}
