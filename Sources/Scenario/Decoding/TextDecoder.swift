import RunModel
import Yams

/// `characters: 500` or `tokens: [100, 1000]`, with `language` and `count`.
struct TextDecoder {
  let file: SourceFile

  func decode(_ reader: inout YAMLReader, _ kind: String) -> TextSizes? {
    let language: TextLanguage = reader.word("language") ?? .english
    let count = reader.integer("count", 1...100_000, "1 to 100000") ?? 1
    let path = reader.child(kind)
    var sizes: [Int] = []
    for node in reader.list(kind) {
      guard let text = reader.text(node, path: path) else { return nil }
      guard let size = Int(text), (1...1_000_000).contains(size) else {
        file.report(
          node, path: path, "'\(text)' is no size of a text", expected: "1 to 1000000, or a list of them")
        return nil
      }
      sizes.append(size)
    }
    if sizes.isEmpty { file.report(reader.node, path: path, "there is no size", expected: "\(kind): 500") }
    guard !sizes.isEmpty else { return nil }
    return TextSizes(
      sizes: sizes, unit: kind == "tokens" ? .tokens : .characters, language: language, count: count)
  }
}
