/// The bucket layout of HdrHistogram with three significant digits and a unit of 1: values below 2048 have a
/// bucket each; above, every doubling is cut into 1024 equal buckets, so no value is off by more than 0.1 %.
///
/// Floodgate records nanoseconds. Source: G. Tene, HdrHistogram, "sub-bucket half count" layout.
package enum BucketLayout {
  /// Base-2 logarithm of the buckets of one doubling.
  static let halfBits = 10
  static let halfCount = 1 << halfBits
  static let subBucketCount = halfCount * 2
  /// The largest value that keeps its precision: 24 h and more in nanoseconds (2^47 ns = 39 h).
  package static let largestValue: Int64 = (1 << 47) - 1
  /// Number of buckets up to the largest value.
  package static let bucketCount = index(of: largestValue) + 1

  /// The bucket of a value; values beyond the largest share the last bucket, negative ones the first.
  @inlinable
  package static func index(of value: Int64) -> Int {
    let bounded = value < 0 ? 0 : (value > largestValue ? largestValue : value)
    let magnitude = 63 - (bounded | 2047).leadingZeroBitCount
    let shift = magnitude - 10
    return (shift << 10) + Int(bounded >> Int64(shift))
  }

  /// The smallest value in a bucket.
  @inlinable
  package static func lowest(of index: Int) -> Int64 {
    if index < 2048 { return Int64(index) }
    let shift = (index >> 10) - 1
    return Int64((index & 1023) + 1024) << Int64(shift)
  }

  /// The largest value in a bucket.
  @inlinable
  package static func highest(of index: Int) -> Int64 {
    lowest(of: index + 1) - 1
  }
}
