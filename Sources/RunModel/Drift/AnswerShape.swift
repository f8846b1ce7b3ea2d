/// What an answer is like, whatever it says: its kind, length, language and structure. Pure.
package struct AnswerShape: Sendable, Hashable {
  /// What sort of answer it is.
  package enum Kind: String, Sendable, Codable {
    case empty, refusal, text, object, list
  }

  package var kind: Kind
  /// Words, as ``TextSimilarity/words(_:)`` counts them.
  package var words: Int
  /// By ``AnswerLanguage``; `nil` when it cannot be told.
  package var language: String?
  /// What it is made of: marks of Markdown, or names of an object.
  package var structure: [String]

  /// Of what an app answered.
  package init(_ outputs: JSONValue) {
    let text = Self.text(of: outputs)
    let words = TextSimilarity.words(text)
    self.words = words.count
    language = AnswerLanguage.of(words, in: text)
    switch outputs.document {
    case .object(let members)?: (kind, structure) = (.object, members.keys.sorted())
    case .array?: (kind, structure) = (.list, [])
    default:
      kind = words.isEmpty ? .empty : Self.refuses(text) ? .refusal : .text
      structure = MarkdownMarks.of(text)
    }
  }

  /// The text of outputs: of one text alone that text, else all as JSON.
  package static func text(of outputs: JSONValue) -> String {
    if case .object(let members) = outputs, members.count == 1, let text = members.values.first?.stringValue {
      return text
    }
    return outputs.plainText
  }

  private static func refuses(_ text: String) -> Bool {
    let start = text.prefix(200).lowercased().replacing("\u{2019}", with: "'")
    return refusals.contains { start.contains($0) }
  }

  /// How models begin when they do not answer.
  private static let refusals = [
    "i'm sorry", "i am sorry", "i cannot", "i can't", "i'm unable", "i am unable", "as an ai",
    "es tut mir leid",
    "ich kann nicht", "ich kann dir", "je suis désolé", "je ne peux pas", "lo siento", "no puedo",
    "mi dispiace",
    "抱歉", "对不起", "无法", "申し訳",
  ]
}

extension JSONValue {
  /// The object or list that outputs are, or that their only text holds; `nil` of plain text.
  fileprivate var document: JSONValue? {
    if case .object(let members) = self {
      guard members.count == 1, let text = members.values.first?.stringValue else { return self }
      return Self.read(text)
    }
    if case .array = self { return self }
    return stringValue.flatMap(Self.read)
  }

  private static func read(_ text: String) -> JSONValue? {
    guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[" else {
      return nil
    }
    return try? JSONReader.value(of: Array(text.utf8))
  }
}

/// Marks of Markdown in a text. Pure.
enum MarkdownMarks {
  static func of(_ text: String) -> [String] {
    var marks: Set<String> = []
    for line in text.split(whereSeparator: \.isNewline).prefix(2000) {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("#") { marks.insert("headings") }
      if line.hasPrefix("```") { marks.insert("code") }
      if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("• ") { marks.insert("list") }
      if line.hasPrefix("|"), line.dropFirst().contains("|") { marks.insert("table") }
      if isNumbered(line) { marks.insert("numbered list") }
    }
    if text.contains("](http") { marks.insert("links") }
    return marks.sorted()
  }

  private static func isNumbered(_ line: Substring) -> Bool {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    return !digits.isEmpty && digits.count < 4 && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
  }
}
