internal import CBuild

/// The version of floodgate.
public let floodgateVersion = "0.1.0"

/// Which floodgate this is: its version, and the commit that it was built from.
package enum FloodgateBuild {
  /// The commit, with `-dirty` when the checkout held changes; `nil` when the build was not told (`Scripts/commit`).
  package static let commit: String? = {
    let text = String(cString: floodgate_commit())
    return text.isEmpty ? nil : text
  }()

  /// `0.1.0, commit 577943a2c1d0` or `0.1.0, built from source`: a build that was not told claims no commit.
  package static var words: String { words(commit) }

  static func words(_ commit: String?) -> String {
    guard let commit else { return "\(floodgateVersion), built from source, commit not recorded" }
    let parts = commit.split(separator: "-", maxSplits: 1)
    return "\(floodgateVersion), commit \(([parts[0].prefix(12)] + parts.dropFirst()).joined(separator: "-"))"
  }
}
