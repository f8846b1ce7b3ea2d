import RunModel

/// A text with places for values: `${input.topic} in one sentence`.
struct Template: Sendable {
  private enum Piece: Sendable {
    case text(String)
    case input(String)
  }

  /// A place that names no parameter.
  package struct UnknownParameter: Error, Sendable, Hashable, CustomStringConvertible {
    package var name: String
    package var known: [String]
    package var description: String {
      let nearest = NearestWord.find(name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      return "'${input.\(name)}' names no parameter\(nearest)"
    }
  }

  private let pieces: [Piece]

  /// Reads a template. Only `${input.NAME}` is a place; all else is text.
  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstPlace(of: "${input."), let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
      pieces.append(.input(String(rest[open.upperBound..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The text with its places filled; a template that is one place alone keeps the value's kind.
  func fill(_ values: [String: JSONValue]) throws -> JSONValue {
    if pieces.count == 1, case .input(let name) = pieces[0] { return try Self.value(name, values) }
    return .string(try text(values))
  }

  /// The text with its places filled.
  func text(_ values: [String: JSONValue]) throws -> String {
    try pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .input(let name):
        let value = try Self.value(name, values)
        return value.stringValue ?? String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
      }
    }.joined()
  }

  private static func value(_ name: String, _ values: [String: JSONValue]) throws -> JSONValue {
    guard let value = values[name] else { throw UnknownParameter(name: name, known: values.keys.sorted()) }
    return value
  }

  /// A value with every text in it filled.
  static func fill(_ value: JSONValue, _ values: [String: JSONValue]) throws -> JSONValue {
    switch value {
    case .string(let text): try text.contains("${input.") ? Template(text).fill(values) : value
    case .array(let elements): .array(try elements.map { try fill($0, values) })
    case .object(let members): .object(try members.mapValues { try fill($0, values) })
    case .null, .bool, .integer, .number: value
    }
  }
}

extension Substring {
  /// The first place of a text.
  fileprivate func firstPlace(of text: String) -> Range<Index>? {
    var start = startIndex
    while let dollar = self[start...].firstIndex(of: "$") {
      if self[dollar...].hasPrefix(text) { return dollar..<index(dollar, offsetBy: text.count) }
      start = index(after: dollar)
    }
    return nil
  }
}
