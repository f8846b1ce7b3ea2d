import RunModel
import Yams

/// `expect:`, a list of single expectations.
struct ExpectationDecoder {
  let file: SourceFile

  func decode(_ nodes: [Node], _ parent: YAMLReader, path: String) -> [Expectation] {
    nodes.flatMap { node -> [Expectation] in
      guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return [] }
      defer { reader.finish() }
      return decode(&reader)
    }
  }

  private func decode(_ reader: inout YAMLReader) -> [Expectation] {
    var found: [Expectation] = []
    let at = reader.text("path")
    if let status: TaskStatus = reader.word("status") { found.append(.status(status)) }
    if reader.flag("refused") == true { found.append(.refused) }
    if let text = reader.text("contains") { found.append(.contains(text)) }
    if let text = reader.text("excludes") { found.append(.excludes(text)) }
    if let node = reader.value("matches"), let text = reader.text(node, path: reader.child("matches")) {
      if !text.contains("${input."), (try? Regex(text)) == nil {
        file.report(node, path: reader.child("matches"), "'\(text)' is no regular expression")
      }
      found.append(.matches(text))
    }
    if let node = reader.value("equals"), let value = reader.json(node, path: reader.child("equals")) {
      found.append(.equals(value, path: at))
    }
    if let path = reader.text("exists") { found.append(.exists(path: path)) }
    if let node = reader.value("schema"), let schema = reader.json(node, path: reader.child("schema")) {
      found.append(.schema(schema, path: at))
    }
    if let limit = reader.integer("max_length", 0...1_000_000_000, "a whole number from 0") {
      found.append(.maxLength(limit))
    }
    if let limit = reader.integer("min_length", 0...1_000_000_000, "a whole number from 0") {
      found.append(.minLength(limit))
    }
    if let limit = reader.duration("max_latency", positive: true) {
      found.append(.maxLatency(limit.inSeconds))
    }
    if let limit = reader.duration("max_ttft", positive: true) {
      found.append(.maxFirstText(limit.inSeconds))
    }
    if let limit = reader.integer("max_tokens", 0...1_000_000_000, "a whole number from 0") {
      found.append(.maxTokens(limit))
    }
    if let text = reader.text("max_cost") {
      if let price = Price(decimal: text) {
        found.append(.maxCost(price))
      } else {
        file.report(
          reader.value("max_cost"), path: reader.child("max_cost"), "'\(text)' is no amount of money")
      }
    }
    return found
  }
}
