import Statistics

/// How long each part took, over tasks that succeeded: a sketch a part, none before the first value.
package struct PartTable: Sendable, Hashable {
  /// Tasks.
  package private(set) var count = 0
  /// Sums over the tasks.
  package private(set) var sums = TimeParts()
  /// Of the tasks in which the part took any time.
  private var sketches: [LatencySketch] = []

  /// Nothing yet.
  package init() {}

  mutating func record(_ parts: TimeParts) {
    if sketches.isEmpty { sketches = Self.empty }
    count += 1
    sums += parts
    parts.forEach { sketches[$0.position].record($1) }
  }

  mutating func merge(_ other: PartTable) {
    if other.count == 0 { return }
    if sketches.isEmpty { sketches = Self.empty }
    count &+= other.count
    sums += other.sums
    for index in sketches.indices { sketches[index].merge(other.sketches[index]) }
  }

  /// The quantile of a part, nanoseconds; `nil` of nothing.
  package func quantile(_ share: Double, of part: TimePart) -> Int64? {
    guard count > 0 else { return nil }
    let sketch = sketches[part.position]
    let rank = max(1, Int64((share * Double(count)).rounded(.up))) - (Int64(count) - sketch.count)
    return rank <= 0 ? 0 : sketch.quantile(Double(rank) / Double(sketch.count))
  }

  /// The mean of a part, nanoseconds; `nil` of nothing.
  package func mean(of part: TimePart) -> Double? { count > 0 ? Double(sums[part]) / Double(count) : nil }

  /// The means of all parts; `nil` of nothing.
  package var means: TimeParts? {
    if count == 0 { return nil }
    var means = TimeParts()
    for part in TimePart.allCases { means[part] = Int64(mean(of: part) ?? 0) }
    return means
  }

  private static let empty = [LatencySketch](repeating: LatencySketch(), count: TimePart.allCases.count)
}

extension PartTable: Codable {
  private enum CodingKeys: String, CodingKey { case count, sums, sketches }

  /// Decodes sketches by name; names that are not known are left out.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    count = try values.decode(Int.self, forKey: .count)
    sums = try values.decode(TimeParts.self, forKey: .sums)
    let named = try values.decode([String: LatencySketch].self, forKey: .sketches)
    if count > 0 { sketches = TimePart.allCases.map { named[$0.rawValue] ?? LatencySketch() } }
  }

  /// Encodes the sketches that hold something, by name.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    if count == 0 { return }
    try values.encode(count, forKey: .count)
    try values.encode(sums, forKey: .sums)
    var named: [String: LatencySketch] = [:]
    for part in TimePart.allCases where !sketches.isEmpty && !sketches[part.position].isEmpty {
      named[part.rawValue] = sketches[part.position]
    }
    try values.encode(named, forKey: .sketches)
  }
}
