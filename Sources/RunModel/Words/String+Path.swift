import SystemPackage

/// Paths as scenarios, messages and reports have them: texts, taken apart and put together by the system's rules.
extension String {
  /// The last part of a path: its file's name.
  package var lastComponent: String { FilePath(text: self).lastComponent?.string ?? self }

  /// The folder of a path's file; empty for a name alone.
  package var parentFolder: String { FilePath(text: self).removingLastComponent().string }

  /// A path below this folder; absolute ones stay as they are.
  package func appending(path: String) -> String {
    FilePath(text: self).pushing(FilePath(text: path)).string
  }

  /// A path that this file mentions: relative ones begin at its folder.
  package func resolving(path: String) -> String {
    let folder = parentFolder
    return folder.isEmpty || path.hasPrefix("/") ? path : folder.appending(path: path).normalisedPath
  }

  /// A path without `.` and `..` where they can be taken out.
  package var normalisedPath: String { FilePath(text: self).lexicallyNormalized().string }
}

extension FilePath {
  /// A path that comes from outside. The system ends one at its first NUL.
  package init(text: String) { self.init(text.contains("\0") ? String(text.prefix { $0 != "\0" }) : text) }
}
