import RunModel
import Statistics

/// Something that arrived once, out of the log of another program.
struct TraceEntry: Sendable {
  /// Seconds since 1970, or from the log's begin.
  var instant: Double
  var query: String?
  var inputs: [String: JSONValue]?
  var user: String?
  /// The conversation that it belongs to; `nil` or empty for none.
  var conversation: String?
  /// Seconds until its answer was there; `nil` when the log does not say.
  var took: Double?
  /// What a trace tells of a prompt that it does not have.
  var prompt: JSONValue?

  init(instant: Double) { self.instant = instant }

  /// The conversation; `nil` for none.
  var belongs: String? { conversation.flatMap { $0.isEmpty ? nil : $0 } }
}

/// Texts of a log with every word another one of the same length: the same for the same word within one import, so that
/// what was asked twice is asked twice. A name of a person is the same made-up name throughout.
struct TraceMask: Sendable {
  private let salt: [UInt8]

  /// With a salt that is kept nowhere: nobody can try words.
  init(salt: [UInt8] = (0..<16).map { _ in UInt8.random(in: 0...255) }) { self.salt = salt }

  /// A name for somebody, the same for the same one within one import.
  func name(_ user: String) -> String { "user-" + SHA256.hexadecimal(salt + Array(user.utf8)).prefix(8) }

  /// A text with its words masked; white space and signs stay.
  func masked(_ text: String) -> String {
    var output = ""
    var word = ""
    for character in text {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        output += replaced(word)
        output.append(character)
        word = ""
      }
    }
    return output + replaced(word)
  }

  /// A value with all its texts masked; numbers and truths stay, names of members too.
  func masked(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(masked(text))
    case .array(let values): .array(values.map(masked))
    case .object(let members): .object(members.mapValues(masked))
    default: value
    }
  }

  private func replaced(_ word: String) -> String {
    if word.isEmpty { return "" }
    let digest = Array(SHA256.hexadecimal(salt + Array(word.lowercased().utf8)).utf8)
    let letters = Array("etaoinsrhldcumfpgwybvkxj")
    return String(
      word.enumerated().map { index, character in
        let digit =
          Int(digest[index % digest.count]) &* 31 &+ index &* 7 &+ Int(digest[(index * 5 + 3) % digest.count])
        if character.isNumber { return Character("\(digit % 10)") }
        let letter = letters[digit % letters.count]
        return character.isUppercase ? Character(letter.uppercased()) : letter
      })
  }
}
