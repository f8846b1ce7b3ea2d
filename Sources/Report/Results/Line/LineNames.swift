import RunModel

/// How figures are called in a line.
struct LineNames: LineCoder {
  private(set) var names: [String] = []

  mutating func figure<Value>(
    _ name: String, required: Bool, _ value: () -> Value?, _ set: (Value) -> Void,
    write: (Value, inout CanonicalJSON) -> Void, parse: (JSONValue) -> Value?
  ) {
    names.append(name)
  }
}
