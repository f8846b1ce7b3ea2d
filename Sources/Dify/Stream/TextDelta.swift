import ServerSentEvents

/// Finds the text of a text event without decoding the event.
enum TextDelta {
  /// What a text event carries.
  enum Finding: Equatable {
    /// No text member.
    case none
    /// Text that is empty or white space.
    case blank
    /// Text to be seen, at these bytes, escaped.
    case text(Range<Int>)
  }

  /// Looks for a string member `answer` or `text`.
  static func find(in frame: RawSpan) -> Finding {
    guard let start = start(of: answer, in: frame) ?? start(of: text, in: frame) else { return .none }
    var position = start
    var isBlank = true
    while position < frame.byteCount {
      switch frame.byte(position) {
      case UInt8(ascii: "\""): return isBlank ? .blank : .text(start..<position)
      case UInt8(ascii: "\\"):
        guard position + 1 < frame.byteCount else { return .none }
        if ![UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(frame.byte(position + 1)) {
          isBlank = false
        }
        position += 2
      case 0x20: position += 1
      default:
        isBlank = false
        position += 1
      }
    }
    return .none
  }

  /// Where the first name of the text's selector stands: the node that it comes from.
  static func selector(in frame: RawSpan) -> Int? { start(of: selector, in: frame, after: UInt8(ascii: "[")) }

  /// The first byte inside the quotes of the value of a member.
  private static func start(of key: FrameSearch, in frame: RawSpan, after mark: UInt8 = 0x3a) -> Int? {
    var position = 0
    while let found = key.first(in: frame, from: position) {
      var value = found + key.wanted.count
      while value < frame.byteCount, [0x20, 0x3a, mark].contains(frame.byte(value)) { value += 1 }
      if value < frame.byteCount, frame.byte(value) == UInt8(ascii: "\"") { return value + 1 }
      position = found + 1
    }
    return nil
  }

  private static let answer = FrameSearch("\"answer\"", by: "w")
  private static let text = FrameSearch("\"text\"", by: "x")
  private static let selector = FrameSearch("\"from_variable_selector\"", by: "v")
}
