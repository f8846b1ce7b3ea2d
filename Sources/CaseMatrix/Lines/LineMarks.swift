import RunModel

/// Stands in for values while a line is made, so that their places can be found in it: a list of one marked text.
/// In JSON it is `["..."]`, inside a text `[\"...\"]`, which tells the two kinds of places apart.
enum LineMarks {
  /// A character that no text may have by Unicode's word (a noncharacter).
  private static let mark = "\u{10ffff}"
  private static let markBytes = Array(mark.utf8)
  static let id = mark + "id" + mark
  static let repetition = 7_777_777_777_777_777

  static func value(_ dimension: Int, _ parameter: Int) -> JSONValue {
    .array([.string("\(mark)\(dimension).\(parameter)\(mark)")])
  }

  /// What a mark stands for.
  enum Place: Equatable {
    case id
    case value(dimension: Int, parameter: Int, insideText: Bool)
  }

  /// The places in some bytes, with the bytes that they take up. `nil` when there is a mark that is none.
  static func places(in bytes: [UInt8]) -> [(range: Range<Int>, place: Place)]? {
    var places: [(range: Range<Int>, place: Place)] = []
    var start = 0
    while let first = find(markBytes, in: bytes, from: start) {
      guard let second = find(markBytes, in: bytes, from: first.upperBound) else { return nil }
      let name = String(decoding: bytes[first.upperBound..<second.lowerBound], as: UTF8.self)
      guard let place = place(name, first.lowerBound..<second.upperBound, bytes) else { return nil }
      places.append(place)
      start = place.range.upperBound
    }
    return places
  }

  private static func place(_ name: String, _ range: Range<Int>, _ bytes: [UInt8]) -> (
    range: Range<Int>, place: Place
  )? {
    if name == "id" { return (range, .id) }
    let numbers = name.split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    for (opening, closing, insideText) in [("[\"", "\"]", false), ("[\\\"", "\\\"]", true)] {
      let (lower, upper) = (range.lowerBound - opening.utf8.count, range.upperBound + closing.utf8.count)
      guard lower >= 0, upper <= bytes.count, bytes[lower..<range.lowerBound].elementsEqual(opening.utf8),
        bytes[range.upperBound..<upper].elementsEqual(closing.utf8)
      else { continue }
      return (
        lower..<upper, .value(dimension: numbers[0], parameter: numbers[1], insideText: insideText)
      )
    }
    return nil
  }

  /// Where a text stands first.
  static func find(_ text: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Range<Int>? {
    var place = start
    while place + text.count <= bytes.count {
      if bytes[place] == text[0], bytes[place..<place + text.count].elementsEqual(text) {
        return place..<place + text.count
      }
      place += 1
    }
    return nil
  }
}
