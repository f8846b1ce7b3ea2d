/// A server's address, as scenarios and options write it. Pure.
package enum HTTPAddress {
  /// What keeps a text from being one.
  package enum Problem: Equatable {
    /// It does not begin with `http://` or `https://` and a host, or has blanks.
    case noHost
    /// A user or a password stands in it.
    case user
  }

  /// `nil` for an address that can be asked.
  package static func problem(_ text: String) -> Problem? {
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    guard let rest = scheme.map({ text.dropFirst($0.count) }), let first = rest.first, first != "/",
      !text.contains(where: \.isWhitespace)
    else { return .noHost }
    return rest.prefix { $0 != "/" }.contains("@") ? .user : nil
  }

  /// The address that paths are added to: without a slash at its end.
  package static func base(_ text: String) -> String { text.hasSuffix("/") ? String(text.dropLast()) : text }
}
