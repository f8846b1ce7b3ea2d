/// Which language a text is in, by its script or by its most frequent small words. Pure.
///
/// A script that is one language's own decides alone. Of Latin letters the language whose words of the list make up the
/// largest part of the text is meant, when these are a twelfth of it at least and half as many again as those of
/// the next.
enum AnswerLanguage {
  /// Fewer words tell nothing.
  private static let least = 6

  static func of(_ words: [Substring], in text: String) -> String? {
    guard words.count >= least else { return nil }
    if let script = script(of: text) { return script }
    let sample = words.prefix(500)
    let counts = small.map { name, list in (name, sample.count { list.contains(String($0)) }) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    guard counts[0].1 * 12 >= sample.count, counts[0].1 * 2 >= counts[1].1 * 3 else { return nil }
    return counts[0].0
  }

  private static func script(of text: String) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in text.unicodeScalars.prefix(2000) where scalar.properties.isAlphabetic {
      letters += 1
      if let name = name(of: scalar.value) { counts[name, default: 0] += 1 }
    }
    // Japanese has Chinese characters too.
    if let kana = counts["Japanese"], kana * 10 > letters { return "Japanese" }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.flatMap {
      $0.value * 2 > letters ? $0.key : nil
    }
  }

  private static func name(of scalar: UInt32) -> String? {
    switch scalar {
    case 0x3040...0x30ff: "Japanese"
    case 0x4e00...0x9fff, 0x3400...0x4dbf: "Chinese"
    case 0xac00...0xd7af: "Korean"
    case 0x0400...0x04ff: "Cyrillic"
    case 0x0600...0x06ff: "Arabic"
    case 0x0590...0x05ff: "Hebrew"
    case 0x0370...0x03ff: "Greek"
    case 0x0900...0x097f: "Devanagari"
    case 0x0e00...0x0e7f: "Thai"
    default: nil
    }
  }

  private static let small: [(String, Set<String>)] = [
    (
      "English",
      ["the", "and", "of", "to", "is", "in", "that", "it", "for", "with", "are", "this", "you", "as", "be"]
    ),
    (
      "German",
      [
        "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "zu", "den", "mit", "von", "auf", "sich",
        "im",
      ]
    ),
    (
      "French",
      ["le", "la", "les", "et", "des", "est", "un", "une", "du", "que", "dans", "pour", "qui", "sur", "pas"]
    ),
    (
      "Spanish",
      ["el", "los", "las", "y", "que", "es", "un", "una", "del", "por", "con", "para", "se", "en", "su"]
    ),
    (
      "Portuguese",
      ["o", "os", "as", "e", "que", "é", "um", "uma", "do", "da", "não", "com", "para", "em", "se"]
    ),
    (
      "Italian",
      ["il", "lo", "gli", "e", "che", "è", "un", "una", "di", "del", "della", "per", "con", "non", "sono"]
    ),
    (
      "Dutch",
      ["de", "het", "een", "en", "van", "is", "dat", "niet", "op", "te", "met", "voor", "zijn", "er", "aan"]
    ),
  ]
}
