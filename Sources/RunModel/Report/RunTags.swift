/// Words that a run is found by: `nightly`, or a name with a value, `release=1.4`. Pure.
package enum RunTags {
  /// The most tags of a run.
  package static let limit = 20
  /// The most characters of a tag.
  package static let longest = 100

  /// What a tag has to be, in words, when a text is none; `nil` for one.
  package static func expectation(of text: String) -> String? {
    if text.count > longest { return "at most \(longest) characters" }
    let (name, value) = (name(of: text), text.drop { $0 != "=" }.dropFirst())
    guard !name.isEmpty, name.allSatisfy(isOfName) else {
      return "NAME or NAME=VALUE, the name of letters, digits, '.', '_', '-' and '/'"
    }
    let isTrimmed = value.first?.isWhitespace != true && value.last?.isWhitespace != true
    return isTrimmed && text.withoutControls == text ? nil : "a value of one line without blanks at its ends"
  }

  /// Some tags, and more: of one name what comes later holds.
  package static func joined(_ tags: [String], _ more: [String]) -> [String] {
    more.reduce(tags) { all, tag in all.filter { name(of: $0) != name(of: tag) } + [tag] }
  }

  /// The tags of several runs together, at most ``limit``; `nil` when none has any.
  package static func union(_ tags: [String]?, _ more: [String]?) -> [String]? {
    let own = tags ?? []
    let all = own + (more ?? []).filter { !own.contains($0) }
    return all.isEmpty ? nil : Array(all.prefix(limit))
  }

  /// Whether a run has a tag: with its value, or by its name alone whatever its value is.
  package static func has(_ tags: [String]?, _ wanted: String) -> Bool {
    (tags ?? []).contains { $0 == wanted || name(of: $0) == wanted }
  }

  /// Tags of a document that comes from anywhere, as they may be shown.
  package static func shown(_ tags: [String]?) -> [String] {
    (tags ?? []).prefix(limit).map { $0.cropped(longest) }
  }

  private static func name(of tag: String) -> String { String(tag.prefix { $0 != "=" }) }

  private static func isOfName(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || "._-/".contains(letter)
  }
}
