/// Texts inside URLs.
enum URLText {
  /// A text as one segment of a path or one value of a query: everything but letters, digits and `-._~` is
  /// written as `%XX`.
  static func segment(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The base URL that paths are added to: without a slash at its end, with `/v1` when it has no path.
  static func base(_ text: String) -> String {
    let query = text.firstIndex(of: "?").map { text[$0...] } ?? ""
    var base = text.dropLast(query.count)
    while base.hasSuffix("/") { base.removeLast() }
    let afterScheme = base.split(separator: "://", maxSplits: 1).last ?? ""
    return String(afterScheme.contains("/") ? base : base + "/v1") + query
  }

  /// A path after a base URL; the base's query stays at the end.
  static func joined(_ base: String, _ path: String) -> String {
    guard let mark = base.utf8.firstIndex(of: UInt8(ascii: "?")) else { return base + path }
    let query = base[base.index(after: mark)...]
    return base[..<mark] + path + (path.contains("?") ? "&" : "?") + query
  }
}
