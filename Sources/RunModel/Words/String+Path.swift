import SystemPackage

/// Paths as scenarios, messages and reports have them: texts, taken apart and put together by the system's rules.
extension String {
  /// The last part of a path: its file's name.
  package var lastComponent: String { asPath { $0.lastComponent?.string ?? self } }

  /// The folder of a path's file; empty for a name alone.
  package var parentFolder: String { asPath { $0.removingLastComponent().string } }

  /// A path below this folder; absolute ones stay as they are.
  package func appending(path: String) -> String {
    if isEmpty || path.hasPrefix("/") { return path }
    if path.isEmpty { return self }
    return hasSuffix("/") ? self + path : "\(self)/\(path)"
  }

  /// A path that this file mentions: relative ones begin at its folder.
  package func resolving(path: String) -> String {
    let folder = parentFolder
    return folder.isEmpty || path.hasPrefix("/") ? path : folder.appending(path: path).normalisedPath
  }

  /// A path without `.` and `..` where they can be taken out.
  package var normalisedPath: String { asPath { $0.lexicallyNormalized().string } }

  /// The system takes no longer path, bytes; swift-system needs the square of the length for some things.
  package static let longestPath = 4096

  private func asPath(_ part: (FilePath) -> String) -> String {
    utf8.count > Self.longestPath ? self : part(FilePath(text: self))
  }
}

extension FilePath {
  /// A path that comes from outside. The system ends one at its first NUL.
  package init(text: String) { self.init(text.contains("\0") ? String(text.prefix { $0 != "\0" }) : text) }
}
