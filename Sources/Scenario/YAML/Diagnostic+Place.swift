/// Problems that are found after the file was read, when only a text of it is known.
extension Diagnostic {
  /// A problem at the first place of `text` in a file; without a place when the text is not in it.
  package init(_ message: String, at text: String, in bytes: [UInt8], of file: String, suggestion: String?) {
    self.init(file: file, line: 0, column: 0, path: "", message: message, suggestion: suggestion)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, content) in lines.enumerated() {
      guard let found = content.firstRange(of: text) else { continue }
      (line, snippet) = (index + 1, String(content))
      column = content.distance(from: content.startIndex, to: found.lowerBound) + 1
      return
    }
  }
}
