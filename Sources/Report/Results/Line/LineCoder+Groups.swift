import RunModel

extension LineCoder {
  /// An object whose members have names of their own; left out when it is empty.
  mutating func members(
    _ name: String, _ value: @autoclosure () -> [String: JSONValue]?, _ set: ([String: JSONValue]) -> Void
  ) {
    figure(name, required: false, { Self.unlessEmpty(value()) }, set) {
      $1.write($0)
    } parse: {
      Self.object($0)
    }
  }

  /// Texts with names of their own; left out when there are none.
  mutating func texts(
    _ name: String, _ value: @autoclosure () -> [String: String]?, _ set: ([String: String]) -> Void
  ) {
    figure(name, required: false, { Self.unlessEmpty(value()) }, set) {
      $1.write($0)
    } parse: {
      Self.object($0)?.compactMapValues(\.stringValue)
    }
  }

  /// Records with figures of their own; left out when there are none, and cut at a limit.
  mutating func list<Element: LineRecord>(
    _ name: String, limit: Int, _ value: @autoclosure () -> [Element]?, _ set: ([Element]) -> Void
  ) {
    figure(name, required: false, { Self.unlessEmpty(value()) }, set) { elements, writer in
      for (index, element) in elements.prefix(limit).enumerated() {
        writer.writeRaw(index == 0 ? "[{" : ",{")
        writer.write(element)
        writer.writeRaw("}")
      }
      writer.writeRaw("]")
    } parse: {
      guard case .array(let entries) = $0 else { return nil }
      return entries.prefix(limit).compactMap(Element.init(members:))
    }
  }

  private static func object(_ value: JSONValue) -> [String: JSONValue]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  private static func unlessEmpty<Values: Collection>(_ values: Values?) -> Values? {
    values.flatMap { $0.isEmpty ? nil : $0 }
  }
}
