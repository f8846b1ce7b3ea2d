import Statistics

/// Figures of documents that come from outside, which are added and rounded: no run has such as could overflow.
///
/// Synthesized decoders of this module take these overloads instead of the standard library's.
extension KeyedDecodingContainer {
  /// The count, or 0. Throws `DecodingError` for one that no run can have.
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    try decodeIfPresent(type, forKey: key) ?? 0
  }

  /// The count.
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try plain(type, key).map { try bounded($0, key) }
  }

  /// The length of time, or the count of bytes, or 0.
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try decodeIfPresent(type, forKey: key) ?? 0
  }

  /// The length of time, or the count of bytes.
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try plain(type, key).map { value in
      guard value.magnitude <= CountLimits.mostNanoseconds else { throw impossible(key) }
      return value
    }
  }

  /// The number.
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    guard let value = try decodeIfPresent(type, forKey: key) else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "a number is missing"))
    }
    return value
  }

  /// The number.
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try plain(type, key).map { value in
      guard !value.isFinite || value.magnitude <= CountLimits.mostSeconds else { throw impossible(key) }
      return value
    }
  }

  /// The counts, or none.
  func decode(_ type: [Int].Type, forKey key: Key) throws -> [Int] {
    try (decodeIfPresent(type, forKey: key) ?? []).map { try bounded($0, key) }
  }

  /// The counts, or none.
  func decode<Name: Decodable>(_ type: [Name: Int].Type, forKey key: Key) throws -> [Name: Int] {
    try (decodeIfPresent(type, forKey: key) ?? [:]).mapValues { try bounded($0, key) }
  }

  /// The length of time.
  func decode(_ type: Duration.Type, forKey key: Key) throws -> Duration {
    let value = try decodeIfPresent(type, forKey: key) ?? .zero
    guard CountLimits.lengths.contains(value) else { throw impossible(key) }
    return value
  }

  private func bounded(_ count: Int, _ key: Key) throws -> Int {
    guard count.magnitude <= CountLimits.mostCounted else { throw impossible(key) }
    return count
  }

  private func impossible(_ key: Key) -> DecodingError {
    .dataCorruptedError(forKey: key, in: self, debugDescription: "no run has such a figure")
  }

  /// As the standard library decodes it.
  private func plain<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
    try decodeIfPresent(Plain<Value>.self, forKey: key)?.value
  }
}

/// A value that is decoded as the standard library decodes it.
private struct Plain<Value: Decodable>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws { value = try decoder.singleValueContainer().decode(Value.self) }
}
