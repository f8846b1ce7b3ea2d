/// Decodes any value from JSON: how large documents are read. Foundation's decoder gives the same values, ten times
/// slower, from boxes and dictionaries that it makes of every object and list. Of a name that stands twice in one object,
/// either may be taken.
package enum DocumentDecoder {
  /// A value; infinities and no number are read as ``CanonicalEncoder`` writes them as text. Throws `DecodingError`, for
  /// what is no JSON one without a path.
  package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    let document: IndexedDocument
    do { document = try IndexedDocument(bytes) } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: error.description))
    }
    return try document.decode(type, at: 0)
  }
}

/// What one value's `init(from:)` is given.
struct ValueDecoder: Decoder {
  let document: IndexedDocument
  let place: Int

  var codingPath: [any CodingKey] { document.path(to: place) }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard document.kind(place) == UInt8(ascii: "{") else {
      throw document.mismatch([String: any Decodable].self, place)
    }
    return KeyedDecodingContainer(ObjectDecoder<Key>(document: document, place: place))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard document.kind(place) == UInt8(ascii: "[") else {
      throw document.mismatch([any Decodable].self, place)
    }
    return ArrayDecoder(document: document, place: place)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

/// A value that is one scalar, or stands for another value.
extension ValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { document.isNull(place) }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try document.decodeRare(type, at: place)
  }
}
