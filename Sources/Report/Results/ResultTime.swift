import RunModel

/// What a line of results says of an attempt's time.
package enum ResultTime {
  /// The parts; `nil` in lines of older versions.
  package static func parts(_ line: JSONValue) -> TimeParts? {
    guard case .object(let members)? = line["parts"] else { return nil }
    var parts = TimeParts()
    for part in TimePart.allCases { parts[part] = members[part.rawValue].flatMap(integer) ?? 0 }
    return parts
  }

  /// The nodes, on a clock on which the attempt was planned at `origin`.
  package static func nodes(_ line: JSONValue, from origin: RunInstant = .zero) -> [NodeSpan] {
    guard case .array(let entries)? = line["nodes"] else { return [] }
    return entries.map { entry in
      func text(_ name: String) -> String { entry[name]?.stringValue ?? "" }
      func number(_ name: String) -> Int64? { entry[name].flatMap(integer) }
      func instant(_ name: String) -> RunInstant? {
        number(name).map { RunInstant(nanoseconds: origin.nanoseconds &+ $0) }
      }
      var node = NodeSpan(
        nodeID: text("node"), type: text("type"), title: text("title"), status: text("status"),
        elapsed: .nanoseconds(number("server_ns") ?? 0), startedAt: instant("start_ns"),
        isNested: entry["in"] != nil, totalTokens: Int(number("tokens") ?? 0),
        price: entry["price"]?.stringValue.flatMap { Price(decimal: $0) } ?? .zero)
      node.finishedAt = instant("end_ns")
      node.container = entry["in"]?.stringValue
      node.round = number("round").map { Int($0) }
      node.retries = Int(number("retries") ?? 0)
      return node
    }
  }

  /// A whole number within what may be added without a trap.
  private static func integer(_ value: JSONValue) -> Int64? {
    guard case .integer(let number) = value, number.magnitude < 1 << 55 else { return nil }
    return number
  }
}
