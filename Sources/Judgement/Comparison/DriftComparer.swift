import RunModel

/// Cases whose answers differ between builds in kind, length, language or structure. Of each case the most frequent kind,
/// language and structure of a side count, and the median of its lengths. Pure.
struct DriftComparer {
  /// Lengths differ from this ratio of the medians on, when no answer of one side is as long as one of the other.
  static let lengthRatio = 1.5
  /// So many texts are compared word by word.
  private static let mostTexts = 300

  let drift: AnswerDrift?

  /// `labels`: what cases ask. `nil` unless both sides kept answers to the same case.
  init(_ first: CaseAnswers, _ second: CaseAnswers, labels: [String: String]) {
    var drift = AnswerDrift()
    var (between, within): ([Double], [Double]) = ([], [])
    for (id, entry) in first.cases.sorted(by: { $0.key < $1.key }) {
      guard let other = second.cases[id] else { continue }
      drift.compared += 1
      if between.count < Self.mostTexts {
        between += Self.likeness(entry.texts.first, other.texts.first)
        within += Self.likeness(entry.texts.first, entry.texts.dropFirst().first)
      }
      let differs = Self.differences(entry, other)
      if differs.isEmpty { continue }
      drift.changed += 1
      for name in differs { drift.differing[name, default: 0] += 1 }
      guard drift.cases.count < AnswerDrift.limit else { continue }
      drift.cases.append(
        .init(
          id: id, label: labels[id] ?? "", differs: differs, shapes: [entry, other].map(Self.words),
          texts: [entry, other].map { String(($0.texts.first ?? "").prefix(200)) }))
    }
    (drift.between, drift.within) = (Self.median(between), Self.median(within))
    self.drift = drift.compared == 0 ? nil : drift
  }

  private static func differences(_ first: CaseAnswers.Entry, _ second: CaseAnswers.Entry) -> [String] {
    let languages = (usual(first.shapes.map(\.language)), usual(second.shapes.map(\.language)))
    var names: [String] = []
    if usual(first.shapes.map(\.kind)) != usual(second.shapes.map(\.kind)) { names.append("kind") }
    if differInLength(first.shapes.map(\.words), second.shapes.map(\.words)) { names.append("length") }
    if languages.0 != languages.1, languages.0 ?? nil != nil, languages.1 ?? nil != nil {
      names.append("language")
    }
    if usual(first.shapes.map(\.structure)) != usual(second.shapes.map(\.structure)) {
      names.append("structure")
    }
    return names
  }

  private static func differInLength(_ first: [Int], _ second: [Int]) -> Bool {
    guard let low = median(first.map(Double.init)), let high = median(second.map(Double.init)) else {
      return false
    }
    let apart = first.max()! < second.min()! || second.max()! < first.min()!
    return apart && max(low, high) >= lengthRatio * max(1, min(low, high))
  }

  /// The most frequent; of equals the least in words.
  private static func usual<Value: Hashable>(_ values: [Value]) -> Value? {
    Dictionary(grouping: values) { $0 }.max { ($0.value.count, "\($1.key)") < ($1.value.count, "\($0.key)") }?
      .key
  }

  private static func words(_ entry: CaseAnswers.Entry) -> String {
    let kind = usual(entry.shapes.map(\.kind))?.rawValue ?? "none"
    let length = median(entry.shapes.map { Double($0.words) }) ?? 0
    let language = (usual(entry.shapes.map(\.language)) ?? nil).map { [$0] } ?? []
    let structure = usual(entry.shapes.map(\.structure)) ?? []
    return (["\(kind) of \(Int(length)) words"] + language + structure.prefix(8)).joined(separator: ", ")
  }

  private static func likeness(_ first: String?, _ second: String?) -> [Double] {
    guard let first, let second else { return [] }
    return [TextSimilarity.score(first, second, .rougeL)]
  }

  private static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
  }
}
