import RunModel

/// `${turn.name}` in the turns of a conversation: each name has to be extracted by a turn before.
enum TurnNames {
  /// A place that no earlier turn fills.
  package struct Unknown: Error, Sendable, Hashable, CustomStringConvertible {
    package var name: String
    package var turn: Int
    package var known: [String]

    package var description: String {
      let nearest = NearestWord.hint(name, in: known)
      return "turn \(turn) asks for '${turn.\(name)}', which no turn before it extracts\(nearest)"
    }
  }

  /// Throws ``Unknown``.
  static func check(_ turns: [Turn]) throws(Unknown) {
    var known: [String] = []
    for (index, turn) in turns.enumerated() {
      for name in names(turn.query) where !known.contains(name) {
        throw Unknown(name: name, turn: index + 1, known: known)
      }
      known += turn.extractions.map(\.name)
    }
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: "${turn.", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
      rest.firstIndex(of: "}").map { String(rest[..<$0]) }
    }
  }
}
