import FoundationEssentials
import RunModel

/// Comparisons on disk: JSON with sorted keys; equal comparisons give equal bytes.
package enum ComparisonFile {
  /// The JSON of a comparison.
  package static func json(_ comparison: Comparison) throws -> [UInt8] {
    try CanonicalEncoder.bytes(of: comparison)
  }

  /// Reads JSON back. Throws `DecodingError`.
  static func decode(_ bytes: [UInt8]) throws -> Comparison {
    try DocumentDecoder.decode(Comparison.self, from: bytes)
  }
}
