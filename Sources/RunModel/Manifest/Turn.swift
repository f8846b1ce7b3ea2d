/// One turn of a conversation.
public struct Turn: Sendable, Hashable, Codable {
  /// What is asked; may use values that earlier turns extracted, as `${turn.name}`.
  public var query: String
  /// Pause before it is asked.
  package var thinkTime: DelayDistribution?
  /// Values to take from its answer for later turns.
  package var extractions: [Extraction]
  /// Expectations on its answer.
  package var expectations: [Expectation]
  /// What follows when it fails; `nil` for the end of the conversation.
  package var onFail: OnFail?

  /// What follows a turn that failed.
  package enum OnFail: String, Sendable, Codable, CaseIterable {
    /// Nothing: the conversation is over.
    case end
    /// The next turns, but for those that use what it was to extract.
    case skip
    /// All turns; what was not extracted is empty.
    case goOn = "go_on"
  }

  /// A turn.
  public init(
    query: String, thinkTime: DelayDistribution? = nil, extractions: [Extraction] = [],
    expectations: [Expectation] = []
  ) {
    self.query = query
    self.thinkTime = thinkTime
    self.extractions = extractions
    self.expectations = expectations
  }
}

/// A value taken from an answer under a name.
public struct Extraction: Sendable, Hashable, Codable {
  /// Where the value is.
  public enum Source: Sendable, Hashable, Codable {
    /// A JSON path into the outputs, such as `$.items[0].id`.
    case path(String)
    /// A regular expression over the answer's text; its first group, or the whole match.
    case pattern(String)
  }

  /// Its name in `${turn.name}`.
  package var name: String
  /// Where it is.
  package var source: Source

  /// An extraction.
  public init(name: String, source: Source) {
    self.name = name
    self.source = source
  }
}

/// A file that goes with a request.
public struct FileReference: Sendable, Hashable, Codable {
  /// Where the file is.
  public enum Source: Sendable, Hashable, Codable {
    /// On this machine: it is uploaded before the request.
    case upload(path: String)
    /// Somewhere that the server fetches it from.
    case remote(url: String)
  }

  /// `image`, `document`, `audio`, `video` or `custom`.
  package var type: String
  /// Where it is.
  package var source: Source
  /// The input variable that takes it; `nil` for the request's `files`.
  package var variable: String?
  /// Its name as the scenario writes it, of which ids are made; `nil` for the source's own.
  package var name: String?

  /// A file.
  public init(type: String, source: Source, variable: String? = nil, name: String? = nil) {
    self.type = type
    self.source = source
    self.variable = variable
    self.name = name
  }
}
