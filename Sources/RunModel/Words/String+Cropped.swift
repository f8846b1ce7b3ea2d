extension String {
  /// The first so many characters; what is longer ends with three dots.
  package func cropped(_ limit: Int) -> String {
    utf8.count <= limit || dropFirst(limit).isEmpty ? self : prefix(limit) + "..."
  }
}
