import ServerSentEvents

/// Finds a few bytes in a frame by the one of them that frames have least of.
struct FrameSearch {
  /// What is looked for.
  let wanted: [UInt8]
  private let rare: Int

  /// `rare` is one of its bytes.
  init(_ wanted: String, by rare: Unicode.Scalar) {
    self.wanted = Array(wanted.utf8)
    self.rare = self.wanted.firstIndex(of: UInt8(ascii: rare)) ?? 0
  }

  /// Where it stands first, at or after `start`.
  func first(in frame: RawSpan, from start: Int = 0) -> Int? {
    var next = start + rare
    while let found = frame.first(wanted[rare], from: next) {
      let place = found - rare
      if frame.starts(with: wanted, at: place..<frame.byteCount) { return place }
      next = found + 1
    }
    return nil
  }
}
