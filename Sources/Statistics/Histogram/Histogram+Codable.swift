extension Histogram: Codable {
  private enum CodingKeys: String, CodingKey { case count, sum, min, max, buckets }

  /// Decodes the sparse form: pairs of (distance to the last occupied bucket, count), and the exact figures.
  /// Throws `DecodingError` when they contradict each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let flat = try values.decodeIfPresent([Int64].self, forKey: .buckets) ?? []
    guard flat.count.isMultiple(of: 2), flat.count <= 2 * BucketLayout.bucketCount,
      let sum = Int128(try values.decode(String.self, forKey: .sum)), sum.magnitude < 1 << 100
    else { throw Self.contradiction(values) }
    var index = 0
    var buckets: [(index: Int, count: Int64)] = []
    buckets.reserveCapacity(flat.count / 2)
    for pair in stride(from: 0, to: flat.count, by: 2) {
      guard flat[pair] >= 0, flat[pair] < Int64(BucketLayout.bucketCount), pair == 0 || flat[pair] > 0 else {
        throw Self.contradiction(values)
      }
      index += Int(flat[pair])
      guard flat[pair + 1].magnitude <= CountLimits.mostCounted else { throw Self.contradiction(values) }
      buckets.append((index, flat[pair + 1]))
    }
    let min = try values.decodeIfPresent(Int64.self, forKey: .min) ?? 0
    let max = try values.decodeIfPresent(Int64.self, forKey: .max) ?? 0
    guard let histogram = Histogram(buckets: buckets, sum: sum, min: min, max: max),
      histogram.count == (try values.decode(Int64.self, forKey: .count))
    else { throw Self.contradiction(values) }
    self = histogram
  }

  /// Encodes the sparse form. The sum is a string, since it may exceed 64 bits.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(count, forKey: .count)
    try values.encode(String(sum), forKey: .sum)
    guard count > 0 else { return }
    try values.encode(min, forKey: .min)
    try values.encode(max, forKey: .max)
    var last = 0
    var flat: [Int64] = []
    for bucket in buckets {
      flat += [Int64(bucket.index - last), bucket.count]
      last = bucket.index
    }
    try values.encode(flat, forKey: .buckets)
  }

  private static func contradiction(_ values: KeyedDecodingContainer<CodingKeys>) -> DecodingError {
    .dataCorruptedError(
      forKey: .buckets, in: values,
      debugDescription: "the histogram's buckets and figures contradict each other")
  }
}
