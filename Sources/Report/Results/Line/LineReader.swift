import RunModel

/// Reads the figures of a record.
struct LineReader: LineCoder {
  private let members: [String: JSONValue]
  /// Whether all that is required has been there.
  private(set) var isWhole = true

  init(_ members: [String: JSONValue]) { self.members = members }

  mutating func figure<Value>(
    _ name: String, required: Bool, _ value: () -> Value?, _ set: (Value) -> Void,
    write: (Value, inout CanonicalJSON) -> Void, parse: (JSONValue) -> Value?
  ) {
    if let value = members[name].flatMap(parse) {
      set(value)
    } else if required {
      isWhole = false
    }
  }
}

extension LineRecord {
  /// `nil` when what is required is missing, or is none.
  init?(members value: JSONValue) {
    guard case .object(let members) = value else { return nil }
    self.init()
    var reader = LineReader(members)
    code(&reader)
    guard reader.isWhole else { return nil }
  }
}
