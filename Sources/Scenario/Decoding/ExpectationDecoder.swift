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
    let at = reader.jsonPath("path")
    if let status: TaskStatus = reader.word("status") { found.append(.status(status)) }
    if reader.flag("refused") == true { found.append(.refused) }
    if let text = reader.sentText("contains") { found.append(.contains(text)) }
    if let text = reader.sentText("excludes") { found.append(.excludes(text)) }
    if let node = reader.value("matches"), let text = reader.text(node, path: reader.child("matches")) {
      if !text.contains("${input."), (try? Regex(text)) == nil {
        file.report(node, path: reader.child("matches"), "'\(text)' is no regular expression")
      }
      found.append(.matches(text))
    }
    if let node = reader.value("equals"),
      let value = reader.json(node, path: reader.child("equals"), isSent: true)
    {
      found.append(.equals(value, path: at))
    }
    if let path = reader.jsonPath("exists") { found.append(.exists(path: path)) }
    if let node = reader.value("schema"), let schema = reader.json(node, path: reader.child("schema")) {
      check(schema, node, path: reader.child("schema"))
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

  /// Reports what of a schema would never be checked, at its place.
  private func check(_ schema: JSONValue, _ node: Node, path: String) {
    guard let problem = SchemaProblem.first(in: schema) else { return }
    let place = problem.steps.reduce((node: node, path: path)) { place, step in
      switch step {
      case .name(let name): (place.node[name] ?? place.node, "\(place.path).\(name)")
      case .index(let index): (place.node[index] ?? place.node, "\(place.path)[\(index)]")
      case .all: place
      }
    }
    file.report(place.node, path: place.path, problem.message, suggestion: problem.suggestion)
  }
}

extension YAMLReader {
  /// A JSON path; one that is none is reported. Where a parameter will stand in it, the case decides.
  mutating func jsonPath(_ name: String) -> String? {
    guard let node = value(name), let text = text(node, path: child(name)) else { return nil }
    check(jsonPath: text, node, path: child(name))
    return text
  }

  func check(jsonPath text: String, _ node: Node, path: String) {
    guard !text.contains("${input.") else { return }
    do {
      _ = try JSONPath(text)
    } catch {
      file.report(node, path: path, "\(error)", expected: "a path such as $.items[0].name")
    }
  }
}
