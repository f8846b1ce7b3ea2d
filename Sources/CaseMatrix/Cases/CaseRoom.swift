import RunModel

/// How large the texts of one case may still become: templates that name each other can multiply.
struct CaseRoom {
  /// A case is larger than that, bytes: no manifest could hold its line.
  static let limit = ManifestLines.lineLimit

  private var left = limit

  /// Takes so many bytes. Throws ``CaseTooLarge``.
  mutating func take(_ bytes: Int) throws {
    left -= bytes
    if left < 0 { throw CaseTooLarge() }
  }

  /// Takes what a value needs.
  mutating func take(_ value: JSONValue) throws {
    switch value {
    case .string(let text): try take(text.utf8.count)
    case .array(let elements):
      try take(2 + elements.count)
      for element in elements { try take(element) }
    case .object(let members):
      for (name, member) in members {
        try take(name.utf8.count + 4)
        try take(member)
      }
    case .null, .bool, .integer, .number: try take(8)
    }
  }
}

/// A case's texts are larger than any manifest could hold.
package struct CaseTooLarge: Error, Sendable, Hashable, CustomStringConvertible {
  /// The key at which they became so, such as `inputs.question`.
  package var key = ""
  /// Where it stands.
  package var place = ""

  package var description: String {
    let name = key.isEmpty ? "a case" : "'\(key)'"
    return
      "\(name) makes a case larger than \(CaseRoom.limit) bytes\(place.isEmpty ? "" : " (\(place))"); inputs that name each other multiply: name fewer, or shorter ones"
  }

  /// Runs a part of a case under its key.
  static func naming<Value>(_ key: String, _ places: [String: String], _ body: () throws -> Value) throws
    -> Value
  {
    do { return try body() } catch var problem as CaseTooLarge where problem.key.isEmpty {
      (problem.key, problem.place) = (key, places[key] ?? "")
      throw problem
    }
  }
}
