/// Encodes any value as ``CanonicalJSON``, straight into one buffer: how every document of floodgate is written.
/// Foundation's encoder gives the same text, from a tree of boxed values that it sorts afterwards.
package enum CanonicalEncoder {
  /// What becomes of an infinity or of no number, which JSON does not know.
  package enum NonFinite: Sendable {
    /// It is an error.
    case refused
    /// `"inf"`, `"-inf"` or `"nan"`.
    case text
  }

  /// The bytes of a value. Throws `EncodingError` for a number that is not finite, unless it becomes a text, and what the
  /// value's own `encode(to:)` throws.
  package static func bytes(of value: some Encodable, nonFinite: NonFinite = .refused) throws -> [UInt8] {
    let document = EncodedDocument(nonFinite)
    try document.encode(value)
    return document.finish()
  }

  /// The same as text.
  package static func text(of value: some Encodable, nonFinite: NonFinite = .refused) throws -> String {
    String(decoding: try bytes(of: value, nonFinite: nonFinite), as: UTF8.self)
  }
}

extension JSONValue {
  /// What a value is encoded as. Throws as ``CanonicalEncoder/bytes(of:nonFinite:)``.
  package init(encoding value: some Encodable) throws {
    self = try JSONReader.value(of: CanonicalEncoder.bytes(of: value))
  }
}

/// What one value's `encode(to:)` is given.
struct ValueEncoder: Encoder {
  let document: EncodedDocument
  /// How many containers were open when the value began.
  let depth: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    document.open(.object, at: depth)
    return KeyedEncodingContainer(ObjectEncoder<Key>(document: document, depth: depth + 1))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    document.open(.array, at: depth)
    return ArrayEncoder(document: document, depth: depth + 1)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { ScalarEncoder(document: document) }
}
