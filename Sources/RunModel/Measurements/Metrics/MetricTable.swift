/// The series of every latency, found by position: recording is on the path of each request.
package struct MetricTable: Sendable, Hashable {
  private var series = [MetricSeries](repeating: MetricSeries(), count: MetricName.allCases.count)

  /// Nothing yet.
  package init() {}

  /// The series of a latency.
  package subscript(name: MetricName) -> MetricSeries { series[name.position] }

  mutating func record(_ name: MetricName, _ nanoseconds: Int64, _ kind: ReadingKind) {
    series[name.position].record(nanoseconds, kind)
  }

  mutating func merge(_ other: MetricTable) {
    for position in series.indices { series[position].merge(other.series[position]) }
  }
}

extension MetricTable: Codable {
  /// Decodes series by name; names that are not known are left out.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.singleValueContainer().decode([String: MetricSeries].self)
    for name in MetricName.allCases { series[name.position] = values[name.rawValue] ?? MetricSeries() }
  }

  /// Encodes the series that hold something, by name.
  package func encode(to encoder: any Encoder) throws {
    var values: [String: MetricSeries] = [:]
    for name in MetricName.allCases where self[name] != MetricSeries() { values[name.rawValue] = self[name] }
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }
}
