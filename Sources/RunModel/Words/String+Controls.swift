extension String {
  /// The text on one line, without what moves a terminal's cursor: each control character is a space.
  package var withoutControls: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) ? " " : $0 }))
  }
}
