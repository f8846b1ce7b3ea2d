extension String {
  /// The last part of a path: its file's name.
  package var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
