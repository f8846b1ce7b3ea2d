/// A word of a threshold.
struct ThresholdToken {
  enum Kind {
    case name, sign
    /// In seconds, or as a share, when it has a unit.
    case number(Double)
  }

  var kind: Kind
  var text: String
  var position: Int

  var isCalculation: Bool { ["+", "-", "*", "/"].contains(text) }
  var isRelation: Bool { ThresholdExpression.Relation(rawValue: text) != nil || text == "between" }

  private static let signs = [
    "<=", ">=", "===", "==", "!=", "&&", "||", "<", ">", "!", "(", ")", "{", "}", ":", ",", ".", "+", "-",
    "*", "/",
  ]
  private static let units: [String: Double] = [
    "ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "%": 0.01,
  ]

  /// The words of a text of at most 2000 characters. Throws ``ThresholdProblem``.
  static func read(_ text: String) throws -> [ThresholdToken] {
    let characters = Array(text)
    func problem(_ position: Int, _ message: String, _ suggestion: String? = nil) -> ThresholdProblem {
      ThresholdProblem(expression: text, position: position, message: message, suggestion: suggestion)
    }
    guard characters.count <= 2000 else { throw problem(2000, "longer than 2000 characters") }
    var tokens: [ThresholdToken] = []
    var position = 0
    while position < characters.count {
      let character = characters[position]
      if character.isWhitespace {
        position += 1
      } else if character.isNumber {
        let start = position
        while position < characters.count, characters[position].isNumber || characters[position] == "." {
          position += 1
        }
        let digits = String(characters[start..<position])
        let unitStart = position
        while position < characters.count, characters[position].isLetter || characters[position] == "%" {
          position += 1
        }
        let unit = String(characters[unitStart..<position])
        guard let number = Double(digits) else { throw problem(start, "'\(digits)' is no number") }
        guard unit.isEmpty || units[unit] != nil else {
          throw problem(
            unitStart, "unknown unit '\(unit)', expected ns, us, ms, s, m, h or %",
            NearestWord.find(unit, in: units.keys.sorted()))
        }
        tokens.append(
          ThresholdToken(kind: .number(number * (units[unit] ?? 1)), text: digits + unit, position: start))
      } else if character.isLetter || character == "_" {
        let start = position
        while position < characters.count,
          characters[position].isLetter || characters[position].isNumber
            || "_-".contains(characters[position])
        {
          position += 1
        }
        tokens.append(
          ThresholdToken(kind: .name, text: String(characters[start..<position]), position: start))
      } else if let sign = signs.first(where: { String(characters[position...].prefix($0.count)) == $0 }) {
        tokens.append(ThresholdToken(kind: .sign, text: sign, position: position))
        position += sign.count
      } else {
        throw problem(position, "unexpected character '\(character)'")
      }
    }
    return tokens
  }
}
