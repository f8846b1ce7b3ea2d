/// How answers of two builds differ, whatever they say.
package struct AnswerDrift: Sendable, Hashable, Codable {
  /// A case whose answers differ.
  package struct Case: Sendable, Hashable, Codable {
    /// The case's id.
    package var id: String
    /// What it asks.
    package var label: String
    /// In what: `kind`, `length`, `language`, `structure`.
    package var differs: [String]
    /// What the answers are like, for each side.
    package var shapes: [String]
    /// The beginning of an answer of each side.
    package var texts: [String]

    package init(id: String, label: String, differs: [String], shapes: [String], texts: [String]) {
      (self.id, self.label, self.differs, self.shapes, self.texts) = (id, label, differs, shapes, texts)
    }
  }

  /// Cases that both sides answered.
  package var compared = 0
  /// Of these, how many differ, by what they differ in.
  package var differing: [String: Int] = [:]
  /// How many differ in anything.
  package var changed = 0
  /// The first of them.
  package var cases: [Case] = []
  /// How alike answers of both sides are to the same case (ROUGE-L, median); `nil` without any.
  package var between: Double?
  /// How alike two answers of one side are to the same case; `nil` when none was asked twice.
  package var within: Double?

  package init() {}

  /// The most that are listed.
  package static let limit = 100

  /// All of it in a sentence.
  package var sentence: String {
    let kinds = ["kind", "length", "language", "structure"].compactMap { name in
      differing[name].map { "\($0) in \(name)" }
    }
    let what =
      changed == 0
      ? "none differs in kind, length, language or structure"
      : "\(changed) differ: \(kinds.joined(separator: ", "))"
    return "Of \(compared) cases that both sides answered \(what).\(likeness)"
  }

  private var likeness: String {
    guard let between else { return "" }
    let words = " Answers of both sides are alike by \(Figures.digits(between)) (ROUGE-L, median)"
    return words + (within.map { ", two of one side by \(Figures.digits($0))." } ?? ".")
  }
}
