extension ValueType {
  /// The value as this type; `nil` when it is none.
  package func convert(_ value: JSONValue) -> JSONValue? {
    switch (self, value) {
    case (.text, .string), (.integer, .integer), (.number, .integer), (.number, .number), (.boolean, .bool):
      return value
    case (.text, _): return .string(value.canonicalText)
    case (.integer, .number(let number)): return Int64(exactly: number).map { .integer($0) }
    case (_, .string(let text)): return read(text)
    case (.json, _): return value
    default: return nil
    }
  }

  private func read(_ text: String) -> JSONValue? {
    switch self {
    case .text: return .string(text)
    case .integer: return Int64(text).map { .integer($0) }
    case .number:
      if let integer = Int64(text) { return .integer(integer) }
      return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    case .boolean: return ["true": true, "false": false][text.lowercased()].map { .bool($0) }
    case .json: return try? JSONReader.value(of: Array(text.utf8))
    }
  }
}
