import RunModel

/// A text with places for values: `${input.topic} in one sentence`, `${input.effort:-no} effort`.
package struct Template: Sendable {
  private enum Piece: Sendable {
    case text(String)
    case input(String, otherwise: String?)
  }

  /// A place that names no parameter, or one that this case has not.
  package struct UnknownParameter: Error, Sendable, Hashable, CustomStringConvertible {
    package var name: String
    package var known: [String]
    /// Whether other cases have it.
    package var isElsewhere = false

    package var description: String {
      if isElsewhere {
        let have = known.isEmpty ? "nothing" : known.joined(separator: ", ")
        return
          "'${input.\(name)}' is left out in a case that has \(have); give it a default with ${input.\(name):-...}"
      }
      return "'${input.\(name)}' names no parameter" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }

    /// The known name that is most like it.
    package var nearest: String? { isElsewhere ? nil : NearestWord.find(name, in: known) }
  }

  private let pieces: [Piece]

  /// Reads a template. Only `${input.NAME}` and `${input.NAME:-default}` are places; all else is text.
  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstPlace(of: "${input."), let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
      pieces.append(Self.place(rest[open.upperBound..<close]))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  private static func place(_ inside: Substring) -> Piece {
    let name = inside.prefix { $0 != ":" }
    let rest = inside[name.endIndex...]
    return .input(
      rest.hasPrefix(":-") ? String(name) : String(inside),
      otherwise: rest.hasPrefix(":-") ? String(rest.dropFirst(2)) : nil)
  }

  /// The parameters that it names.
  var names: [String] {
    pieces.compactMap { if case .input(let name, _) = $0 { name } else { nil } }
  }

  /// The text with its places filled; a template that is one place alone keeps the value's kind.
  func fill(_ values: [String: JSONValue], _ room: inout CaseRoom) throws -> JSONValue {
    if pieces.count == 1, case .input(let name, let otherwise) = pieces[0] {
      let value = try Self.value(name, otherwise, values)
      try room.take(value)
      return value
    }
    return .string(try text(values, &room))
  }

  /// The text with its places filled.
  func text(_ values: [String: JSONValue], _ room: inout CaseRoom) throws -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part):
        try room.take(part.utf8.count)
        text += part
      case .input(let name, let otherwise):
        let value = try Self.value(name, otherwise, values)
        try room.take(value)
        text += value.plainText
      }
    }
    return text
  }

  private static func value(_ name: String, _ otherwise: String?, _ values: [String: JSONValue]) throws
    -> JSONValue
  {
    if let value = values[name] { return value }
    if let otherwise { return .string(otherwise) }
    throw UnknownParameter(name: name, known: values.keys.sorted(), isElsewhere: true)
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
