import RunModel

/// Writes the figures of a record.
extension CanonicalJSON: LineCoder {
  @inline(__always)
  mutating func figure<Value>(
    _ name: String, required: Bool, _ value: () -> Value?, _ set: (Value) -> Void,
    write: (Value, inout CanonicalJSON) -> Void, parse: (JSONValue) -> Value?
  ) {
    guard let value = value() else { return }
    writeLabel(name)
    write(value, &self)
  }

  /// Appends the members of a record.
  mutating func write(_ record: some LineRecord) {
    var record = record
    record.code(&self)
  }
}
