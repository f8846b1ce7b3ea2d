import Statistics

/// A measured part that counts as empty when an older report does not have it.
///
/// Synthesized decoders of this module take the overloads below instead of the standard library's, so a field with
/// such a type can be added to a measurement without a decoder written by hand, and older reports stay readable.
protocol EmptyWhenMissing: Decodable {
  /// Nothing yet.
  init()
}

extension Dictionary: EmptyWhenMissing where Key: Decodable, Value: Decodable {}
extension Array: EmptyWhenMissing where Element: Decodable {}
extension Histogram: EmptyWhenMissing {}
extension LatencySketch: EmptyWhenMissing {}
extension TurnTable: EmptyWhenMissing {}
extension CallTable: EmptyWhenMissing {}
extension LikenessTable: EmptyWhenMissing {}
extension LengthMoments: EmptyWhenMissing {}
extension MoneyTable: EmptyWhenMissing {}
extension MetricTable: EmptyWhenMissing {}
extension MetricSeries: EmptyWhenMissing {}
extension RunStatistics: EmptyWhenMissing {}
extension SketchTable: EmptyWhenMissing {}
extension Slice: EmptyWhenMissing {}
extension Tally: EmptyWhenMissing {}
extension PartTable: EmptyWhenMissing {}
extension TailTable: EmptyWhenMissing {}
extension NodeTable: EmptyWhenMissing {}
extension TimeParts: EmptyWhenMissing {}
extension TimeProfile: EmptyWhenMissing {}
extension TimeWindows: EmptyWhenMissing {}
extension Traffic: EmptyWhenMissing {}

extension KeyedDecodingContainer {
  /// The part, or an empty one.
  func decode<Part: EmptyWhenMissing>(_ type: Part.Type, forKey key: Key) throws -> Part {
    try decodeIfPresent(type, forKey: key) ?? Part()
  }
}
