/// A JSON document, and where in it each value and each name stands: what a decoder looks things up in.
final class IndexedDocument {
  /// A value, or the name of a member, which stands before its value.
  struct Entry {
    /// Its first byte.
    var start: UInt32
    /// The entry that follows it and all that is within it.
    var next: UInt32
  }

  let bytes: [UInt8]
  private let entries: [Entry]
  /// Names with escapes do not stand in the text as they are.
  private let hasEscapedNames: Bool

  /// Goes over the document once. Throws ``JSONReader/Problem``.
  init(_ bytes: [UInt8]) throws(JSONReader.Problem) {
    guard bytes.count < Int(UInt32.max) else {
      throw JSONReader.Problem(offset: 0, message: "the document is too large")
    }
    var index = JSONIndex()
    try index.read(bytes.span)
    (self.bytes, entries, hasEscapedNames) = (bytes, index.entries, index.hasEscapedNames)
  }

  func start(_ place: Int) -> Int { Int(entries[place].start) }

  func next(_ place: Int) -> Int { Int(entries[place].next) }

  /// The first byte of a value, which tells its kind.
  func kind(_ place: Int) -> UInt8 { bytes[start(place)] }

  func isNull(_ place: Int) -> Bool { kind(place) == UInt8(ascii: "n") }

  /// The text at a place. Throws ``JSONReader/Problem`` for a wrong escape.
  func text(_ place: Int) throws(JSONReader.Problem) -> String {
    var reader = JSONReader()
    reader.position = start(place)
    let bytes = bytes
    return try reader.text(bytes.span)
  }

  /// Whether the name at a place is this one.
  func isName(_ place: Int, _ name: Span<UInt8>) -> Bool {
    if hasEscapedNames {
      let spelled = (try? text(place)).map { Array($0.utf8) } ?? []
      return spelled.span.equals(name)
    }
    let first = start(place) + 1
    guard first + name.count < bytes.count, bytes[first + name.count] == UInt8(ascii: "\"") else {
      return false
    }
    for index in name.indices where bytes[first + index] != name[index] { return false }
    return true
  }

  /// The names and positions that lead to a value.
  func path(to place: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    var parent = 0
    while parent < place {
      let isObject = kind(parent) == UInt8(ascii: "{")
      var (name, position) = (parent + 1, 0)
      while next(isObject ? name + 1 : name) <= place {
        name = next(isObject ? name + 1 : name)
        position += 1
      }
      path.append(PathKey(name: isObject ? try? text(name) : nil, position: position))
      parent = isObject ? name + 1 : name
    }
    return path
  }
}

extension Span<UInt8> {
  fileprivate func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}

/// A member or an element, to say where something stands.
struct PathKey: CodingKey {
  var stringValue: String
  var intValue: Int?

  init(name: String?, position: Int) {
    stringValue = name ?? "Index \(position)"
    intValue = name == nil ? position : nil
  }

  init(stringValue: String) { self.init(name: stringValue, position: 0) }

  init(intValue: Int) { self.init(name: nil, position: intValue) }
}
