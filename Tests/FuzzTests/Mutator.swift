import Statistics

/// Changes files as broken disks, editors, and enemies do. Seeded: the same seed gives the same changes.
struct Mutator {
  private var random: SeededGenerator
  private static let signs = Array("\"'\\{}[]()<>:,;.\n\r\t #&*!|%@`$=-+/~?0".utf8)
  private static let words = [
    "1e300", "-1", "9223372036854775808", "18446744073709551616", "0.1e-400", "NaN", "null", "true",
    "${input.a}",
    "${A}", "$${", "<<: *a", "&a ", "*a", "!include x", "\u{feff}", "\u{0}", "\\ud800", "\\u0000", "é😀",
    "[[[[[[[[", "{\"a\":",
    "event: error\n", "data: ", "\n\n", "2026-02-30", "1h61m", "p99.999", "%%%\n", "- ", "  ",
  ].map { Array($0.utf8) }

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// One of the files, changed at one to six places.
  mutating func next(of corpus: [[UInt8]]) -> [UInt8] {
    var bytes = corpus[below(corpus.count)]
    for _ in 0...below(6) { change(&bytes, corpus) }
    return bytes
  }

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &random) }

  private mutating func change(_ bytes: inout [UInt8], _ corpus: [[UInt8]]) {
    if bytes.isEmpty { return bytes = corpus[below(corpus.count)] }
    let place = below(bytes.count)
    let end = min(bytes.count, place + 1 + below(below(8) == 0 ? 4000 : 24))
    switch below(10) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count))
    case 3, 4: bytes.insert(Self.signs[below(Self.signs.count)], at: place)
    case 5, 6: bytes.insert(contentsOf: Self.words[below(Self.words.count)], at: place)
    case 7: bytes.removeLast(below(bytes.count))
    case 8:
      bytes.insert(
        contentsOf: Array(repeating: Self.signs[below(Self.signs.count)], count: below(300)), at: place)
    default: splice(&bytes, corpus[below(corpus.count)], place, end)
    }
  }

  /// A piece of another file in place of a piece of this one.
  private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8], _ place: Int, _ end: Int) {
    let from = below(other.count)
    let until = min(other.count, from + below(200))
    if from < until { bytes.replaceSubrange(place..<end, with: other[from..<until]) }
  }
}
