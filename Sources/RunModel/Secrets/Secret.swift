/// A text that must never be seen: an API key. Printing, dumping or interpolating it shows a mark instead,
/// and it cannot be encoded.
package struct Secret: Sendable, Hashable {
  private let text: String

  /// Hides the text.
  package init(_ text: String) { self.text = text }

  /// The text itself, for the one place that sends it.
  package func reveal() -> String { text }

  /// Whether there is anything to hide.
  package var isEmpty: Bool { text.isEmpty }

  /// What stands in for a secret in every output.
  package static let mark = "[secret]"

  /// `output` with every occurrence of the secret replaced by the mark.
  package func redact(_ output: String) -> String {
    text.isEmpty
      ? output : output.split(separator: text, omittingEmptySubsequences: false).joined(separator: Self.mark)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The mark, never the text.
  package var description: String { Self.mark }
  /// The mark, never the text.
  package var debugDescription: String { Self.mark }
  /// No children: `dump` finds nothing.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
