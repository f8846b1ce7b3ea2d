/// Made-up texts of given sizes. The same seed and dimension make the same texts.
package struct TextSizes: Sendable, Hashable {
  /// What a size counts.
  package enum Unit: Sendable, Hashable {
    /// Unicode code points, exactly: this is what Dify's `max_length` counts.
    case characters
    /// Tokens, about: a fixed number of characters a token in each language (`TextLanguage/charactersPerToken`).
    case tokens
  }

  /// The sizes; each 1 to 1 000 000.
  package var sizes: [Int]
  /// What they count.
  package var unit: Unit
  /// The words' language.
  package var language: TextLanguage
  /// How many texts of each size; 1 to 100 000.
  package var count: Int

  /// Texts of these sizes.
  package init(sizes: [Int], unit: Unit = .characters, language: TextLanguage = .english, count: Int = 1) {
    self.sizes = sizes
    self.unit = unit
    self.language = language
    self.count = count
  }
}

/// From which words texts are made.
package enum TextLanguage: String, Sendable, CaseIterable {
  case english, german, french, spanish, russian, greek, arabic, chinese, japanese, korean
  /// Words of all of them.
  case multilingual
  /// Emoji alone.
  case emoji

  /// About so many characters make a token. Rules of thumb for tokenizers of today's models: 4 for English (OpenAI's
  /// own), less where words are rarer in their training texts.
  package var charactersPerToken: Double {
    switch self {
    case .english: 4
    case .german, .french, .spanish: 3.5
    case .russian, .greek, .arabic: 2.5
    case .multilingual: 2
    case .chinese, .japanese, .korean: 1.25
    case .emoji: 0.5
    }
  }
}
