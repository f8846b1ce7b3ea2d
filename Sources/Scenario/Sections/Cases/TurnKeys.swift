import RunModel

/// A turn of a conversation.
struct TurnKeys: ValueSection {
  static let about = SectionFacts(
    "turn", "A turn of a conversation; a text alone is its query.", place: "turns: [@]")

  let query = Key(
    "query", .sentText, .required, "What is asked; `${turn.x}` is what an earlier turn extracted", "Hello")
  let thinkTime = Key(
    "think_time", ThinkTimeKeys.type, without: "0", "Pause before it is asked", "{uniform: [1s, 3s]}")
  let extractions = Key(
    "extract", .custom(.names(.text), extractions), default: [],
    "Names with a JSON path, or a regular expression between slashes", "{order: \"/order ([0-9]+)/\"}")
  let expectations = Key(
    "expect", ExpectationKeys.list, default: [], "What must hold of its answer", "[{contains: order}]")

  let onFail = Key(
    "on_fail", KeyType<Turn.OnFail>.words, without: "`on_failed_turn`",
    "What follows when it fails: the end, the turns that do not need what it was to extract, or all",
    "skip")

  static let type = KeyType<Turn>.custom(.either([.text, .keys(about.name)])) { value in
    value.scalar == nil ? value.read(Self.self) : value.sentText.map { Turn(query: $0) }
  }

  static func read(_ keys: KeyReader<Self>) -> Turn? {
    let query = keys.query
    var turn = Turn(query: query ?? "")
    turn.thinkTime = keys.thinkTime
    turn.extractions = keys.extractions
    turn.expectations = keys.expectations
    turn.onFail = keys.onFail
    return query == nil ? nil : turn
  }

  /// `name: $.path` or `name: /pattern/`.
  private static func extractions(_ value: YAMLValue) -> [Extraction]? {
    value.members.compactMap { name, _, value in
      guard let text = value.text else { return nil }
      guard text.count > 1, text.hasPrefix("/"), text.hasSuffix("/") else {
        value.check(jsonPath: text)
        return Extraction(name: name, source: .path(text))
      }
      let pattern = String(text.dropFirst().dropLast())
      value.check(pattern: pattern)
      return Extraction(name: name, source: .pattern(pattern))
    }
  }
}

/// A file that goes with a request.
struct FileReferenceKeys: ValueSection {
  static let about = SectionFacts(
    "file_reference", "A file: one of `path` and `url`.", place: "files: [@]")

  let type = Key(
    "type", .text, default: "document", "`image`, `document`, `audio`, `video` or `custom`", "image",
    with: "path: a.png")
  let path = Key("path", .text, "A file that is uploaded before the request", "a.pdf")
  let url = Key(
    "url", .sentText, "An address that the server fetches it from", "\"https://example.com/a.pdf\"")
  let variable = Key(
    "variable", .text, without: "the request's files", "The input variable that takes it", "paper",
    with: "path: a.pdf")

  static func read(_ keys: KeyReader<Self>) -> FileReference? {
    let (type, variable, path) = (keys.type, keys.variable, keys.path)
    if let path {
      let place = keys.file.path(path, in: keys.mapping.node)
      return FileReference(type: type, source: .upload(path: place), variable: variable, name: path)
    }
    if let url = keys.url { return FileReference(type: type, source: .remote(url: url), variable: variable) }
    keys.mapping.report("the file has neither path nor url")
    return nil
  }
}
