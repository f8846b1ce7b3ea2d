import CaseMatrix
import RunModel

/// A manifest as it lies beside its report.
enum ManifestText {
  static func bytes(_ manifest: RunManifest) throws -> [UInt8] { try ManifestLines.encode(manifest) }
}
