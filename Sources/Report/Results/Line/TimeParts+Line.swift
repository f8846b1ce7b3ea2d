import RunModel

/// The parts of an attempt's time, nanoseconds by name.
extension TimeParts {
  func write(_ writer: inout CanonicalJSON) {
    writer.writeRaw("{")
    forEach { part, nanoseconds in
      writer.writeLabel(part.rawValue)
      writer.write(integer: nanoseconds)
    }
    writer.writeRaw("}")
  }

  /// `nil` when it is no object.
  init?(members value: JSONValue) {
    guard case .object(let members) = value else { return nil }
    self.init()
    for part in TimePart.allCases {
      if case .integer(let number)? = members[part.rawValue], number.magnitude < 1 << 55 {
        self[part] = number
      }
    }
  }
}

/// What a line of results says of an attempt's time.
package enum ResultTime {
  /// The parts; `nil` in lines of older versions.
  package static func parts(_ line: JSONValue) -> TimeParts? {
    line["parts"].flatMap(TimeParts.init(members:))
  }

  /// The nodes, on a clock that begins when the attempt was planned.
  package static func nodes(_ line: JSONValue) -> [NodeSpan] {
    guard case .array(let entries)? = line["nodes"] else { return [] }
    return entries.prefix(LineNode.limit).compactMap { LineNode(members: $0)?.span(from: .zero) }
  }
}
