/// How long each part of a task took, nanoseconds. Together they are the whole.
package struct TimeParts: Sendable, Hashable {
  private var values = [Int64](repeating: 0, count: TimePart.allCases.count)

  /// Nothing yet.
  package init() {}

  /// A part.
  package subscript(part: TimePart) -> Int64 {
    get { values[part.position] }
    set { values[part.position] = newValue }
  }

  /// All of them.
  package var total: Int64 { values.reduce(0, &+) }

  /// Calls `body` with each part that took any time.
  func forEach(_ body: (TimePart, Int64) -> Void) {
    for part in TimePart.allCases where values[part.position] != 0 { body(part, values[part.position]) }
  }

  mutating func add(_ part: TimePart, _ nanoseconds: Int64) { values[part.position] &+= nanoseconds }

  /// Moves time from one part to another, as far as it is there.
  mutating func move(_ nanoseconds: Int64, from old: TimePart, to new: TimePart) {
    let moved = min(max(nanoseconds, 0), values[old.position])
    values[old.position] -= moved
    values[new.position] += moved
  }

  /// Adds the parts of another task.
  package static func += (left: inout TimeParts, right: TimeParts) {
    for index in left.values.indices { left.values[index] &+= right.values[index] }
  }
}

extension TimeParts: Codable {
  /// Decodes nanoseconds by name; names that are not known are left out.
  package init(from decoder: any Decoder) throws {
    let named = try decoder.singleValueContainer().decode([String: Int64].self)
    for part in TimePart.allCases { self[part] = named[part.rawValue] ?? 0 }
  }

  /// Encodes what took any time, by name.
  package func encode(to encoder: any Encoder) throws {
    var named: [String: Int64] = [:]
    forEach { named[$0.rawValue] = $1 }
    var container = encoder.singleValueContainer()
    try container.encode(named)
  }
}
