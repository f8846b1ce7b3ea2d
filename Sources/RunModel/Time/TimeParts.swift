/// How long each part of a task took, nanoseconds. Together they are the whole.
package struct TimeParts: Sendable {
  /// In place, since each task makes several: an array would be an allocation each.
  /// Read through its span: by its subscript it is copied whole for each element.
  private var values = InlineArray<20, Int64>(repeating: 0)

  /// Nothing yet.
  package init() {}

  /// A part.
  package subscript(part: TimePart) -> Int64 {
    get { values[part.position] }
    set { values[part.position] = newValue }
  }

  /// All of them.
  package var total: Int64 {
    let values = values.span
    return values.indices.reduce(0) { $0 &+ values[$1] }
  }

  /// Some of them together.
  package func sum(of parts: [TimePart]) -> Int64 { parts.reduce(0) { $0 &+ self[$1] } }

  /// Calls `body` with each part that took any time.
  package func forEach(_ body: (TimePart, Int64) -> Void) {
    let values = values.span
    for index in values.indices where values[index] != 0 { body(TimePart.inOrder[index], values[index]) }
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
    let added = right.values.span
    var sums = left.values.mutableSpan
    for index in sums.indices { sums[index] &+= added[index] }
  }
}

extension TimeParts: Hashable {
  package static func == (left: TimeParts, right: TimeParts) -> Bool {
    let (left, right) = (left.values.span, right.values.span)
    return left.indices.allSatisfy { left[$0] == right[$0] }
  }

  package func hash(into hasher: inout Hasher) {
    for index in values.indices { hasher.combine(values[index]) }
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
