/// Problems that are found after the file was read, when only a text of it is known.
extension Diagnostic {
  /// A problem at the first place of `text` in a file, behind the first of `start` where that is given; without a place
  /// when the text is not in it.
  package init(
    _ message: String, at text: String, after start: String? = nil, in bytes: [UInt8], of file: String,
    suggestion: String?
  ) {
    self.init(file: file, line: 0, column: 0, path: "", message: message, suggestion: suggestion)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var isBehind = start == nil
    for (index, content) in lines.enumerated() {
      var rest = content[...]
      if !isBehind, let start {
        guard let begin = content.firstRange(of: start) else { continue }
        (isBehind, rest) = (true, content[begin.upperBound...])
      }
      guard let found = rest.firstRange(of: text) else { continue }
      (line, snippet) = (index + 1, String(content))
      column = content.distance(from: content.startIndex, to: found.lowerBound) + 1
      return
    }
  }
}
