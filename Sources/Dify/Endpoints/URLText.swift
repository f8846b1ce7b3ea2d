/// Texts inside URLs.
enum URLText {
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
