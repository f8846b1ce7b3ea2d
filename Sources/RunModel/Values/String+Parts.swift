extension StringProtocol {
  /// Without white space at both ends.
  package var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}

extension String {
  /// What stands between its commas, but not those in quotes or between one of `open` and one of `close`; blank parts are
  /// left out.
  package func partsBetweenCommas(open: String, close: String) -> [String] {
    var (parts, depth, quote): ([String], Int, Character?) = ([""], 0, nil)
    for character in self {
      if let begun = quote {
        if character == begun { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if open.contains(character) {
        depth += 1
      } else if close.contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts.filter { $0.contains { !$0.isWhitespace } }
  }
}
