import RunModel

/// `random: integer`, `decimal`, `choice` or `uuid`, with `from`, `to`, `decimals`, `of` and `count`.
struct RandomKeys: KeyGroup {
  enum Kind: String, CaseIterable { case integer, decimal, choice, uuid }

  let kind = Key(
    "random", KeyType<Kind>.words,
    "Values that are drawn, seeded: numbers with `from` and `to`, a choice with `of`", "uuid")
  let decimals = Key(
    "decimals", .integer(0...9), without: "2", "Digits after the point of random decimals", "1",
    with: "random: decimal, from: 0, to: 1")
  let choices = Key(
    "of", .list(of: .any(isSent: true)), default: [], "What to choose from", "[a, b]", with: "random: choice")

  static func read(_ keys: KeyReader<DimensionKeys>) -> RandomValues? {
    let (own, count) = (keys.random, keys.count ?? 10)
    guard let kind = own.kind else { return nil }
    switch kind {
    case .uuid: return RandomValues(.uuid, count: count)
    case .integer:
      return range(keys).map {
        RandomValues(.integer(Int64($0.lowerBound.rounded(.up))...Int64($0.upperBound)), count: count)
      }
    case .decimal:
      let decimals = own.decimals ?? 2
      return range(keys).map { RandomValues(.decimal($0, decimals: decimals), count: count) }
    case .choice:
      let choices = own.choices
      if choices.isEmpty { keys.mapping.report("there is nothing to choose from", expected: "of: [a, b]") }
      return choices.isEmpty ? nil : RandomValues(.choice(choices), count: count)
    }
  }

  private static func range(_ keys: KeyReader<DimensionKeys>) -> ClosedRange<Double>? {
    let bound = KeyType<Double>.number(-1e9...1e9)
    let from = keys.range.written(\.from).flatMap(bound.read)
    let to = keys.range.written(\.to).flatMap(bound.read)
    if let from, let to, from <= to, from.rounded(.up) <= to || keys.random.has(\.decimals) {
      return from...to
    }
    keys.mapping.report("a random number needs a range", expected: "from: 1 and to: 100")
    return nil
  }
}

/// `characters: 500` or `tokens: [100, 1000]`, with `language` and `count`.
struct TextKeys: KeyGroup {
  let characters = Key(
    "characters", .list(of: size), default: [],
    "Sizes of made-up texts, in Unicode code points, as Dify counts them; seeded", "[100, 1000]")
  let tokens = Key(
    "tokens", .list(of: size), default: [],
    "Sizes of made-up texts, in tokens, about: 4 characters a token in English, fewer in other languages",
    "500")
  let language = Key(
    "language", KeyType<TextLanguage>.words, default: .english, "Of made-up texts", "multilingual",
    with: "tokens: 500")

  private static let sizes = 1...1_000_000
  private static let size = KeyType<Int>.custom(.integer(sizes)) { value in
    guard let text = value.text else { return nil }
    if let size = Int(text), sizes.contains(size) { return size }
    value.report("'\(text)' is no size of a text", expected: "1 to 1000000, or a list of them")
    return nil
  }

  static func read(_ keys: KeyReader<DimensionKeys>, _ unit: TextSizes.Unit) -> TextSizes? {
    let (own, count) = (keys.texts, keys.count ?? 1)
    let language = own.language
    let key: KeyPath<TextKeys, Key<[Int]>> = unit == .tokens ? \.tokens : \.characters
    let sizes = unit == .tokens ? own.tokens : own.characters
    if own.written(key)?.elements.isEmpty ?? true {
      own.report(key, "there is no size", expected: "\(own.keyName(of: key)): 500")
    }
    return sizes.isEmpty ? nil : TextSizes(sizes: sizes, unit: unit, language: language, count: count)
  }
}

/// `files: docs/*.pdf` or `urls: [...]`, with `file_type` and `attach`.
struct FileListKeys: KeyGroup {
  enum Attach: String, CaseIterable { case input, message }

  let pattern = Key(
    "files", .custom(.text, place),
    "Files that are uploaded, one a case: `*` and `?` stand for parts of a name, `**` for folders",
    "\"docs/*.pdf\"")
  let urls = Key(
    "urls", .list(of: url), default: [], "Files that the server fetches, one a case",
    "[\"https://example.com/a.pdf\"]")
  let type = Key(
    "file_type", .text, default: "document", "`image`, `document`, `audio`, `video` or `custom`", "image",
    with: "files: \"*.png\"")
  let attach = Key(
    "attach", KeyType<Attach>.words, default: .input,
    "The input of the dimension's name takes the file, or it goes with the message", "message",
    with: "files: \"*.png\"")

  static func read(_ keys: KeyReader<Self>, isURLs: Bool) -> FileList? {
    let (type, attach) = (keys.type, keys.attach)
    let urls = isURLs ? keys.urls : []
    let place = isURLs ? (urls.isEmpty ? nil : .urls(urls)) : keys.pattern
    return place.map { FileList($0, type: type, isInput: attach == .input) }
  }

  private static func place(_ value: YAMLValue) -> FileList.Place? {
    guard let pattern = value.text else { return nil }
    let whole = value.file.path(pattern, in: value.node)
    let folder = whole.hasSuffix("/" + pattern) ? String(whole.dropLast(pattern.count + 1)) : ""
    return .pattern(folder.isEmpty ? whole : pattern, folder: folder)
  }

  private static let url = KeyType<String>.custom(.text) { value in
    let url = value.sentText
    if let url, !["http://", "https://"].contains(where: value.file.opened(url).hasPrefix) {
      value.report("'\(url)' is no address", expected: "http:// or https://")
    }
    return url
  }
}
