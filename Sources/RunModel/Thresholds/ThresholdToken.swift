/// A word of a threshold.
struct ThresholdToken {
  enum Kind {
    case name, sign
    /// In quotes; the text is what they hold.
    case quoted
    /// In seconds, or as a share, when it has a unit.
    case number(Double, hasUnit: Bool)
  }

  var kind: Kind
  var text: String
  /// Where it is, in characters from 0.
  var range: Range<Int>

  var position: Int { range.lowerBound }
  var isCalculation: Bool { isSign && ["+", "-", "*", "/"].contains(text) }
  var isRelation: Bool { ThresholdExpression.Relation(rawValue: text) != nil || text == "between" }
  var isName: Bool { if case .name = kind { true } else { false } }
  var isQuoted: Bool { if case .quoted = kind { true } else { false } }
  private var isSign: Bool { if case .sign = kind { true } else { false } }

  /// The words of a text of at most 2000 characters. Throws ``ThresholdProblem``.
  static func read(_ text: String) throws -> [ThresholdToken] {
    var reader = ThresholdTokenReader(text)
    return try reader.read()
  }
}

/// Cuts a text into words.
private struct ThresholdTokenReader {
  private let text: String
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text.prefix(2001))
  }

  mutating func read() throws -> [ThresholdToken] {
    guard characters.count <= 2000 else { throw problem(2000, "longer than 2000 characters") }
    var tokens: [ThresholdToken] = []
    while position < characters.count {
      if characters[position].isWhitespace { position += 1 } else { tokens.append(try token()) }
    }
    return tokens
  }

  private mutating func token() throws -> ThresholdToken {
    let (start, character) = (position, characters[position])
    if character == "'" || character == "\"" { return try quoted(by: character) }
    if character.isASCIIDigit { return try number() }
    if character.isLetter || character == "_" {
      let word = take { $0.isLetter || $0.isNumber || "_-".contains($0) }
      return ThresholdToken(kind: .name, text: word, range: start..<position)
    }
    guard let sign = Self.signs.first(where: { characters[position...].starts(with: $0) }) else {
      throw problem(position, "unexpected character '\(character)'")
    }
    position += sign.count
    return ThresholdToken(kind: .sign, text: sign, range: start..<position)
  }

  private mutating func quoted(by mark: Character) throws -> ThresholdToken {
    let start = position
    position += 1
    let text = take { $0 != mark }
    guard position < characters.count else { throw problem(start, "the quotation mark is not closed") }
    position += 1
    return ThresholdToken(kind: .quoted, text: text, range: start..<position)
  }

  private mutating func number() throws -> ThresholdToken {
    let start = position
    let digits = take { $0.isASCIIDigit || $0 == "." || $0 == "_" }
    let unitStart = position
    let unit = take { $0.isLetter || $0 == "%" }
    guard let number = Double(digits.filter { $0 != "_" }) else {
      throw problem(start, "'\(digits)' is no number")
    }
    guard let factor = unit.isEmpty ? 1 : Self.units[unit] else {
      throw problem(
        unitStart, "unknown unit '\(unit)', expected ns, us, ms, s, m, h or %",
        NearestWord.find(unit, in: Self.units.keys.sorted()))
    }
    return ThresholdToken(
      kind: .number(number * factor, hasUnit: !unit.isEmpty), text: digits + unit, range: start..<position)
  }

  private mutating func take(while condition: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, condition(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  private func problem(_ position: Int, _ message: String, _ suggestion: String? = nil) -> ThresholdProblem {
    ThresholdProblem(expression: text, position: position, message: message, suggestion: suggestion)
  }

  private static let signs = [
    "<=", ">=", "===", "==", "!=", "&&", "||", "<", ">", "!", "(", ")", "{", "}", ":", ",", ".", "+", "-",
    "*", "/",
  ]
  private static let units: [String: Double] = [
    "ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "%": 0.01,
  ]
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
