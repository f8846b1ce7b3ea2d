/// The nearest of some words, by edit distance.
package enum NearestWord {
  /// The word with the fewest edits to `word`, when they are few enough to be a slip; else the only one that has it as a
  /// part, as `api_key` has `key`.
  package static func find(_ word: String, in words: some Sequence<String>) -> String? {
    let limit = max(1, min(4, word.count / 2))
    let slip = words.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    return slip ?? whole(word, in: words)
  }

  private static func whole(_ part: String, in words: some Sequence<String>) -> String? {
    let part = part.lowercased()
    let wholes = words.filter { $0.lowercased().split { !$0.isLetter }.contains { $0 == part } }
    return wholes.count == 1 ? wholes[0] : nil
  }

  /// `; did you mean 'WORD'?` of the nearest, or nothing.
  package static func hint(_ word: String, in words: some Sequence<String>) -> String {
    find(word, in: words).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Levenshtein's distance, letters without case.
  static func distance(_ left: String, _ right: String) -> Int {
    let (first, second) = (Array(left.lowercased().prefix(64)), Array(right.lowercased().prefix(64)))
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}
