/// The query of a URL. Pure.
enum QueryText {
  /// Its names and values, decoded.
  static func members(_ uri: String) -> [String: String] {
    guard let mark = uri.firstIndex(of: "?") else { return [:] }
    let pairs = uri[uri.index(after: mark)...].split(separator: "&").map {
      $0.split(separator: "=", maxSplits: 1).map { decoded($0) }
    }
    return Dictionary(pairs.compactMap { pair in pair.first.map { ($0, pair.count > 1 ? pair[1] : "") } }) {
      $1
    }
  }

  /// `%XX` and `+` as what they stand for.
  static func decoded(_ text: some StringProtocol) -> String {
    var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Seconds since 1970 of `2026-11-28T10:00:00Z`, which is all that anybody sends; `nil` of anything else.
  static func seconds(_ text: String) -> Int? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 6, text.contains("T"), (1970...9999).contains(numbers[0]),
      (1...12).contains(numbers[1]), (1...31).contains(numbers[2]),
      (0...23).contains(numbers[3]), (0...59).contains(numbers[4]), (0...60).contains(numbers[5])
    else { return nil }
    let days = days(numbers[0], numbers[1], numbers[2])
    return days * 86_400 + numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
  }

  /// Days since 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
  }
}
