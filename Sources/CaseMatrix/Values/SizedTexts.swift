import RunModel
import Statistics

/// Made-up texts by number, of exact lengths in Unicode code points.
struct SizedTexts: DimensionValues {
  private let specification: TextSizes
  private let seed: UInt64
  var count: Int { specification.sizes.count * specification.count }

  init(_ specification: TextSizes, dimension: String, seed: UInt64) {
    self.specification = specification
    self.seed = SplitMix64.mix(seed ^ stableHash(dimension))
  }

  subscript(index: Int) -> JSONValue {
    var generator = SeededGenerator(seed: seed, stream: UInt64(index))
    let size = specification.sizes[index / specification.count]
    return .string(Self.text(length: length(size), specification.language, &generator))
  }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) { point.values[name] = self[index] }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? { self[index] }

  private func length(_ size: Int) -> Int {
    switch specification.unit {
    case .characters: size
    case .tokens: max(1, Int((Double(size) * specification.language.charactersPerToken).rounded()))
    }
  }

  /// Random words, cut to so many code points; no space at its end.
  static func text(length: Int, _ language: TextLanguage, _ generator: inout SeededGenerator) -> String {
    let words = TextWords.of(language)
    var scalars = String.UnicodeScalarView()
    var written = 0
    while written < length {
      let word = words[Int.random(in: 0..<words.count, using: &generator)]
      for scalar in word.unicodeScalars where written < length {
        scalars.append(scalar)
        written += 1
      }
      if written < length - 1, !TextWords.joins(language) {
        scalars.append(" ")
        written += 1
      }
    }
    return String(scalars)
  }
}
