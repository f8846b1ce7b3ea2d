/// A document that is being encoded: its text, and the containers that are open in it. Containers are written one after
/// another, the innermost first: whoever writes to an outer one ends those within.
final class EncodedDocument {
  /// An object or an array.
  enum Kind { case object, array }

  /// The text so far.
  private var json = CanonicalJSON(reservingCapacity: 1 << 12)
  private let nonFinite: CanonicalEncoder.NonFinite
  private var containers: [Container] = []
  /// Of all objects that are open: where each member begins, with what parts it from the one before.
  private var members: [CanonicalJSON.Member] = []

  private struct Container {
    var kind: Kind
    var firstMember: Int
    var count = 0
  }

  init(_ nonFinite: CanonicalEncoder.NonFinite) { self.nonFinite = nonFinite }

  /// The text, which is large, without a copy of it; the document is empty then.
  func finish() -> [UInt8] {
    var whole = CanonicalJSON(reservingCapacity: 0)
    swap(&whole, &json)
    return whole.finish()
  }

  /// Writes a value where the text ends.
  func encode<Value: Encodable>(_ value: Value) throws {
    if try writeScalar(value) { return }
    let (depth, start) = (containers.count, json.count)
    try value.encode(to: ValueEncoder(document: self, depth: depth))
    close(to: depth)
    if json.count == start { json.writeRaw("{}") }
  }

  /// Opens a container of the value that began at this depth, unless it is open already.
  func open(_ kind: Kind, at depth: Int) {
    close(to: depth + 1)
    if containers.count == depth { containers.append(Container(kind: kind, firstMember: members.count)) }
  }

  /// Begins a member of the object that is the innermost but `depth`.
  func beginMember(_ name: String, at depth: Int) {
    close(to: depth)
    members.append(CanonicalJSON.Member(name: name, start: json.count))
    beginElement(of: depth, "{")
    json.write(name)
    json.writeRaw(":")
  }

  /// Begins an element of the array at this depth.
  func beginElement(at depth: Int) {
    close(to: depth)
    beginElement(of: depth, "[")
  }

  /// How many elements or members the container at this depth has.
  func count(at depth: Int) -> Int { containers[depth - 1].count }

  func writeNull() { json.writeRaw("null") }

  private func beginElement(of depth: Int, _ opening: StaticString) {
    json.writeRaw(containers[depth - 1].count == 0 ? opening : ",")
    containers[depth - 1].count += 1
  }

  private func close(to depth: Int) {
    while containers.count > depth {
      let container = containers.removeLast()
      switch container.kind {
      case .array: json.writeRaw(container.count == 0 ? "[]" : "]")
      case .object:
        json.sortMembers(members[container.firstMember...])
        members.removeSubrange(container.firstMember...)
        json.writeRaw(container.count == 0 ? "{}" : "}")
      }
    }
  }

  /// The kinds that documents are made of are told apart by their type, not by a cast: that costs a comparison each.
  private func writeScalar<Value>(_ value: Value) throws -> Bool {
    if Value.self == String.self {
      json.write(value as! String)
    } else if Value.self == Int.self {
      json.write(integer: Int64(value as! Int))
    } else if Value.self == Int64.self {
      json.write(integer: value as! Int64)
    } else if Value.self == [Int64].self {
      json.write(integers: value as! [Int64])
    } else if Value.self == Double.self {
      try write(value as! Double)
    } else if Value.self == Bool.self {
      json.writeRaw(value as! Bool ? "true" : "false")
    } else {
      return false
    }
    return true
  }

  /// The other scalars of Swift come here by their own `encode(to:)`.
  func writeRare<Value: Encodable>(_ value: Value) throws {
    if try writeScalar(value) { return }
    switch value {
    case let number as any FixedWidthInteger: json.writeRaw(Array("\(number)".utf8))
    case let number as Float: try write(Double(number))
    default: try encode(value)
    }
  }

  private func write(_ number: Double) throws {
    if let whole = Int64(exactly: number) {
      json.write(integer: whole)
    } else if number.isFinite {
      json.writeRaw(Array(number.description.utf8))
    } else if nonFinite == .text {
      json.write(number.isNaN ? "nan" : number < 0 ? "-inf" : "inf")
    } else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: [], debugDescription: "JSON has no \(number)"))
    }
  }
}
