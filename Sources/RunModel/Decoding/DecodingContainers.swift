/// The members of an object. A search begins at the member that was found last: names are mostly asked for in their order.
final class ObjectDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let document: IndexedDocument
  private let place: Int
  private var last: Int

  init(document: IndexedDocument, place: Int) {
    (self.document, self.place, last) = (document, place, place + 1)
  }

  var codingPath: [any CodingKey] { document.path(to: place) }

  var allKeys: [Key] {
    var keys: [Key] = []
    var name = place + 1
    while name < document.next(place) {
      if let text = try? document.text(name), let key = Key(stringValue: text) { keys.append(key) }
      name = document.next(name + 1)
    }
    return keys
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { document.isNull(try value(key)) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try document.decode(type, at: value(key))
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    guard let value = find(key), !document.isNull(value) else { return nil }
    return try document.decode(type, at: value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try superDecoder(forKey: key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    guard let place = find("super") else { throw missing(PathKey(stringValue: "super")) }
    return ValueDecoder(document: document, place: place)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    ValueDecoder(document: document, place: try value(key))
  }

  private func value(_ key: Key) throws -> Int {
    guard let value = find(key) else { throw missing(key) }
    return value
  }

  private func missing(_ key: any CodingKey) -> DecodingError {
    .keyNotFound(
      key, DecodingError.Context(codingPath: codingPath, debugDescription: "there is no \(key.stringValue)"))
  }

  private func find(_ key: Key) -> Int? { find(key.stringValue) }

  /// The value of a member.
  private func find(_ name: String) -> Int? {
    let end = document.next(place)
    guard let found = find(name, last..<end) ?? find(name, place + 1..<last) else { return nil }
    last = found
    return found + 1
  }

  private func find(_ name: String, _ places: Range<Int>) -> Int? {
    var place = places.lowerBound
    while place < places.upperBound {
      if document.isName(place, name.utf8Span.span) { return place }
      place = document.next(place + 1)
    }
    return nil
  }
}

/// The elements of an array.
struct ArrayDecoder: UnkeyedDecodingContainer {
  private let document: IndexedDocument
  private let place: Int
  private var element: Int
  private(set) var currentIndex = 0

  init(document: IndexedDocument, place: Int) {
    (self.document, self.place, element) = (document, place, place + 1)
  }

  var codingPath: [any CodingKey] { document.path(to: place) }
  /// Nobody has counted them.
  var count: Int? { nil }
  var isAtEnd: Bool { element >= document.next(place) }

  mutating func decodeNil() throws -> Bool {
    guard document.isNull(try present()) else { return false }
    advance()
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try document.decode(type, at: present())
    advance()
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { try superDecoder().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = ValueDecoder(document: document, place: try present())
    advance()
    return decoder
  }

  private mutating func advance() {
    element = document.next(element)
    currentIndex += 1
  }

  private func present() throws -> Int {
    guard isAtEnd else { return element }
    throw DecodingError.valueNotFound(
      Any.self, DecodingError.Context(codingPath: codingPath, debugDescription: "the list ends here"))
  }
}
