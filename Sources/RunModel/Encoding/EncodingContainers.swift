/// The members of an object.
struct ObjectEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let document: EncodedDocument
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) {
    document.beginMember(key.stringValue, at: depth)
    document.writeNull()
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    document.beginMember(key.stringValue, at: depth)
    try document.encode(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { encoder(key.stringValue).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(key.stringValue).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder("super") }

  func superEncoder(forKey key: Key) -> any Encoder { encoder(key.stringValue) }

  private func encoder(_ name: String) -> ValueEncoder {
    document.beginMember(name, at: depth)
    return ValueEncoder(document: document, depth: depth)
  }
}

/// The elements of an array.
struct ArrayEncoder: UnkeyedEncodingContainer {
  let document: EncodedDocument
  let depth: Int
  var codingPath: [any CodingKey] { [] }
  var count: Int { document.count(at: depth) }

  func encodeNil() {
    document.beginElement(at: depth)
    document.writeNull()
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    document.beginElement(at: depth)
    try document.encode(value)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    encoder().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }

  func superEncoder() -> any Encoder { encoder() }

  private func encoder() -> ValueEncoder {
    document.beginElement(at: depth)
    return ValueEncoder(document: document, depth: depth)
  }
}

/// A value that is one scalar, or stands for another value.
struct ScalarEncoder: SingleValueEncodingContainer {
  let document: EncodedDocument
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { document.writeNull() }

  func encode<Value: Encodable>(_ value: Value) throws { try document.writeRare(value) }
}
