import Statistics

/// Sketches of the latencies of a part of the run: a few hundred bytes each, and none before the first value.
package struct SketchTable: Sendable, Hashable {
  private var sketches: [LatencySketch] = []

  /// Nothing yet.
  package init() {}

  /// The sketch of a latency.
  package subscript(name: MetricName) -> LatencySketch {
    sketches.isEmpty ? LatencySketch() : sketches[name.position]
  }

  mutating func record(_ name: MetricName, _ nanoseconds: Int64) {
    if sketches.isEmpty { sketches = Self.empty }
    sketches[name.position].record(nanoseconds)
  }

  mutating func merge(_ other: SketchTable) {
    if other.sketches.isEmpty { return }
    if sketches.isEmpty { sketches = Self.empty }
    for position in sketches.indices { sketches[position].merge(other.sketches[position]) }
  }

  private static let empty = [LatencySketch](repeating: LatencySketch(), count: MetricName.allCases.count)
}

extension SketchTable: Codable {
  /// Decodes sketches by name; names that are not known are left out.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.singleValueContainer().decode([String: LatencySketch].self)
    guard !values.isEmpty else { return }
    sketches = Self.empty
    for name in MetricName.allCases { sketches[name.position] = values[name.rawValue] ?? LatencySketch() }
  }

  /// Encodes the sketches that hold something, by name.
  package func encode(to encoder: any Encoder) throws {
    var values: [String: LatencySketch] = [:]
    for name in MetricName.allCases where !self[name].isEmpty { values[name.rawValue] = self[name] }
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }
}
