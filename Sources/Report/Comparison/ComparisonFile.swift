import FoundationEssentials
import RunModel

/// Comparisons on disk: JSON with sorted keys; equal comparisons give equal bytes.
public enum ComparisonFile {
  /// The JSON of a comparison.
  public static func json(_ comparison: Comparison) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(comparison))
  }

  /// Reads JSON back. Throws `DecodingError`.
  static func decode(_ bytes: [UInt8]) throws -> Comparison {
    try JSONDecoder().decode(Comparison.self, from: Data(bytes))
  }
}
