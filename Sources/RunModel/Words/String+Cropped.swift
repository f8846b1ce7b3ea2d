extension String {
  /// The first so many characters; what is longer ends with three dots.
  package func cropped(_ limit: Int) -> String {
    utf8.count <= limit || dropFirst(limit).isEmpty ? self : prefix(limit) + "..."
  }

  /// The first and the last characters of what is longer than so many: a message ends with what is wrong.
  package func croppedInside(_ limit: Int) -> String {
    cropped(limit) == self ? self : prefix(limit / 2) + "..." + suffix(limit / 2)
  }
}
