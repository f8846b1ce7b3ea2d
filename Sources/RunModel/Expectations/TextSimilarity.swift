/// How alike two texts are, by words. Pure.
///
/// Words are runs of letters and digits, in lower case; each Chinese or Japanese character is a word of its own, since
/// these scripts have no spaces. With m words in the reference, n in the answer, and c in common:
/// precision P = c/n, recall R = c/m, F = 2PR/(P+R).
/// - `token_f1`: c counts each word as often as both have it (Rajpurkar et al. 2016, SQuAD, whose English articles
///   are not dropped here).
/// - `rouge_l`: c is the length of the longest common subsequence (Lin 2004, ROUGE-L, with beta = 1).
package enum TextSimilarity {
  /// More words of a text are not compared.
  package static let limit = 5000

  /// From 0 to 1; two texts without words are alike.
  package static func score(_ answer: String, _ reference: String, _ measure: TextMeasure) -> Double {
    let (answer, reference) = (words(answer), words(reference))
    if answer.isEmpty || reference.isEmpty { return answer.isEmpty && reference.isEmpty ? 1 : 0 }
    let common =
      switch measure {
      case .tokenF1: commonCount(answer, reference)
      case .rougeL: commonSubsequence(answer, reference)
      }
    return 2 * Double(common) / Double(answer.count + reference.count)
  }

  /// The words of a text.
  package static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    let text = text.lowercased()
    var start: String.Index?
    func end(_ index: String.Index) {
      if let begun = start { words.append(text[begun..<index]) }
      start = nil
    }
    for index in text.indices where words.count < limit {
      let character = text[index]
      if character.isIdeograph {
        end(index)
        words.append(text[index...index])
      } else if character.isLetter || character.isNumber {
        start = start ?? index
      } else {
        end(index)
      }
    }
    end(text.endIndex)
    return words
  }

  private static func commonCount(_ first: [Substring], _ second: [Substring]) -> Int {
    var counts: [Substring: Int] = [:]
    for word in first { counts[word, default: 0] += 1 }
    var common = 0
    for word in second {
      guard let left = counts[word], left > 0 else { continue }
      counts[word] = left - 1
      common += 1
    }
    return common
  }

  /// The length of the longest common subsequence, 64 words at a time: a zero bit of `row` is a step of the table's last
  /// line (Hyyrö 2004).
  private static func commonSubsequence(_ first: [Substring], _ second: [Substring]) -> Int {
    let blocks = (first.count + 63) / 64
    var places: [Substring: [UInt64]] = [:]
    for (index, word) in first.enumerated() {
      places[word, default: Array(repeating: 0, count: blocks)][index / 64] |= 1 << UInt64(index % 64)
    }
    var row = [UInt64](repeating: .max, count: blocks)
    for word in second {
      guard let matches = places[word] else { continue }
      var carry: UInt64 = 0
      for block in 0..<blocks {
        let both = row[block] & matches[block]
        let (sum, over) = row[block].addingReportingOverflow(both)
        let (total, more) = sum.addingReportingOverflow(carry)
        carry = over || more ? 1 : 0
        row[block] = total | (row[block] & ~matches[block])
      }
    }
    return row.reduce(0) { $0 + (~$1).nonzeroBitCount }
  }
}

extension Character {
  /// Whether it is a word of its own: Han, Hiragana or Katakana.
  fileprivate var isIdeograph: Bool {
    guard let scalar = unicodeScalars.first?.value else { return false }
    return (0x3040...0x30ff).contains(scalar) || (0x3400...0x4dbf).contains(scalar)
      || (0x4e00...0x9fff).contains(scalar) || (0xf900...0xfaff).contains(scalar)
      || (0x20000...0x323af).contains(scalar)
  }
}
