/// `${NAME}`, as scenarios and manifests call an environment variable.
package enum VariableName {
  /// The name at the text's start, and where the text goes on; `nil` when no `${NAME}` stands there.
  package static func read(_ text: Substring) -> (name: String, after: String.Index)? {
    guard text.hasPrefix("${"), let close = text.firstIndex(of: "}") else { return nil }
    let name = text[text.index(text.startIndex, offsetBy: 2)..<close]
    return isName(name) ? (String(name), text.index(after: close)) : nil
  }

  /// Letters, digits and `_`.
  package static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// Whether a text calls one.
  package static func isIn(_ text: String) -> Bool {
    text.indices.contains { text[$0] == "$" && read(text[$0...]) != nil }
  }
}
