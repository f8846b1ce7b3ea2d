/// A path into a JSON value: `$.items[0].name`, `answer`, `$["odd name"][2]`, `items[*].id`.
package struct JSONPath: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case name(String)
    case index(Int)
    case all
  }

  /// A text that is no path.
  package struct Malformed: Error, Sendable, CustomStringConvertible {
    package var path: String
    package var position: Int
    package var description: String { "'\(path)' is no JSON path: see character \(position + 1)" }
  }

  package let steps: [Step]

  /// Reads a path; the leading `$` may be left out. Throws ``Malformed``.
  package init(_ text: String) throws {
    var reader = Reader(text: text)
    steps = try reader.read()
  }

  /// The first value at the path; a negative index counts from the end.
  package func first(in value: JSONValue) -> JSONValue? { all(in: value).first }

  /// Every value at the path.
  package func all(in value: JSONValue) -> [JSONValue] {
    steps.reduce([value]) { found, step in found.flatMap { Self.follow(step, from: $0) } }
  }

  private static func follow(_ step: Step, from value: JSONValue) -> [JSONValue] {
    switch (step, value) {
    case (.name(let name), .object(let members)): return members[name].map { [$0] } ?? []
    case (.index(let index), .array(let elements)):
      let position = index < 0 ? elements.count + index : index
      return elements.indices.contains(position) ? [elements[position]] : []
    case (.all, .array(let elements)): return elements
    case (.all, .object(let members)): return members.sorted { $0.key < $1.key }.map(\.value)
    default: return []
    }
  }

  private struct Reader {
    let text: String
    let characters: [Character]
    var position = 0

    init(text: String) {
      self.text = text
      characters = Array(text)
    }

    mutating func read() throws -> [Step] {
      if peek == "$" { position += 1 } else if peek != "[" { return try [name()] + rest() }
      return try rest()
    }

    private var peek: Character? { position < characters.count ? characters[position] : nil }

    private mutating func rest() throws -> [Step] {
      var steps: [Step] = []
      while let next = peek {
        position += 1
        switch next {
        case ".": steps.append(try name())
        case "[": steps.append(try bracket())
        default: throw Malformed(path: text, position: position - 1)
        }
      }
      return steps
    }

    private mutating func name() throws -> Step {
      let start = position
      while let next = peek, next != ".", next != "[" { position += 1 }
      guard position > start else { throw Malformed(path: text, position: start) }
      let name = String(characters[start..<position])
      return name == "*" ? .all : .name(name)
    }

    private mutating func bracket() throws -> Step {
      let start = position
      while let next = peek, next != "]" { position += 1 }
      guard peek == "]" else { throw Malformed(path: text, position: start) }
      let inside = String(characters[start..<position])
      position += 1
      if inside == "*" { return .all }
      if let index = Int(inside) { return .index(index) }
      for quote in ["\"", "'"] where inside.count >= 2 && inside.hasPrefix(quote) && inside.hasSuffix(quote) {
        return .name(String(inside.dropFirst().dropLast()))
      }
      throw Malformed(path: text, position: start)
    }
  }
}
