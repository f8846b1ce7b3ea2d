import RunModel
import Yams

/// What is asked: `matrix`, `inputs`, `query`, `turns`, `files`, `tags`, `repeat`.
struct MatrixDecoder {
  let file: SourceFile

  func decode(_ reader: inout YAMLReader, scenario: String) -> MatrixSpecification {
    var matrix = MatrixSpecification(scenario: scenario)
    matrix.workflowID = reader.text("workflow") ?? "app"
    if var mapping = reader.mapping("matrix") { decodeMatrix(&mapping, &matrix) }
    if let node = reader.value("inputs") {
      notePlaces(of: node, path: reader.child("inputs"), &matrix)
      matrix.inputs = object(node, reader, path: reader.child("inputs"), isSent: true)
    }
    matrix.query = reader.sentText("query")
    matrix.user = reader.sentText("user")
    matrix.turns = turns(&reader)
    matrix.files = files(&reader)
    matrix.tags = tags(&reader)
    matrix.repeats = reader.integer("repeat", 1...10_000_000, "a whole number from 1") ?? 1
    return matrix
  }

  /// More names than anybody has; work grows with their square.
  private static let nameLimit = 1000

  private func notePlaces(of node: Node, path: String, _ matrix: inout MatrixSpecification) {
    guard case .mapping(let mapping) = node else { return }
    let members = MappingMembers(mapping)
    for name in members.names.prefix(Self.nameLimit) {
      matrix.places["inputs.\(name)"] = members[name].map { file.place(of: $0.key) }
    }
    checkCount(members.names, node, path: path)
  }

  @discardableResult
  private func checkCount(_ names: [String], _ node: Node, path: String) -> Bool {
    if names.count <= Self.nameLimit { return true }
    file.report(
      node, path: path, "there are \(names.count) names, more than \(Self.nameLimit)",
      expected: "large data in a data file: csv:, json: or jsonl:")
    return false
  }

  func tags(_ reader: inout YAMLReader) -> [String: String] {
    guard let node = reader.value("tags") else { return [:] }
    return object(node, reader, path: reader.child("tags")).mapValues {
      $0.stringValue ?? String(decoding: CanonicalJSON.bytes(of: $0), as: UTF8.self)
    }
  }

  func turns(_ reader: inout YAMLReader) -> [Turn] {
    let nodes = reader.list("turns")
    return nodes.compactMap { turn($0, reader, path: reader.child("turns")) }
  }

  func files(_ reader: inout YAMLReader) -> [FileReference] {
    let nodes = reader.list("files")
    return nodes.compactMap { fileReference($0, reader, path: reader.child("files")) }
  }

  private func decodeMatrix(_ reader: inout YAMLReader, _ matrix: inout MatrixSpecification) {
    let reserved: Set<String> = ["include", "exclude", "strategy"]
    guard checkCount(reader.names, reader.node, path: reader.path) else { return }
    for name in reader.names where !reserved.contains(name) {
      guard let node = reader.value(name) else { continue }
      if let dimension = DimensionDecoder(file: file).decode(name, node, reader) {
        matrix.dimensions.append(dimension)
      }
    }
    matrix.include = reader.list("include").map {
      object($0, reader, path: reader.child("include"), isSent: true)
    }
    matrix.exclude = reader.list("exclude").map { object($0, reader, path: reader.child("exclude")) }
    if let node = reader.value("strategy") {
      matrix.places["strategy"] = file.place(of: node)
      matrix.strategy = StrategyDecoder(file: file).decode(node, reader)
    }
    CalledValues(opening: file.opening).unify(&matrix)
    reader.finish()
  }

  func object(_ node: Node, _ reader: YAMLReader, path: String, isSent: Bool = false) -> [String: JSONValue] {
    guard case .mapping = node else {
      file.report(node, path: path, "\(YAMLReader.describe(node)) where names and values are expected")
      return [:]
    }
    if case .object(let members) = reader.json(node, path: path, isSent: isSent) { return members }
    return [:]
  }

  private func turn(_ node: Node, _ parent: YAMLReader, path: String) -> Turn? {
    if case .scalar = node { return parent.sentText(node, path: path).map { Turn(query: $0) } }
    guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return nil }
    guard let query = reader.sentText("query") else {
      file.report(node, path: path, "the turn has no query")
      return nil
    }
    var turn = Turn(query: query)
    turn.thinkTime = LoadDecoder(file: file).delay(
      reader.value("think_time"), reader, path: reader.child("think_time"))
    if var extract = reader.mapping("extract") { turn.extractions = extractions(&extract) }
    turn.expectations = ExpectationDecoder(file: file).decode(
      reader.list("expect"), reader, path: reader.child("expect"))
    reader.finish()
    return turn
  }

  /// `name: $.path` or `name: /pattern/`.
  private func extractions(_ reader: inout YAMLReader) -> [Extraction] {
    let names = reader.names
    return names.compactMap { name in
      guard let node = reader.value(name), let text = reader.text(node, path: reader.child(name)) else {
        return nil
      }
      guard text.count > 1, text.hasPrefix("/"), text.hasSuffix("/") else {
        reader.check(jsonPath: text, node, path: reader.child(name))
        return Extraction(name: name, source: .path(text))
      }
      let pattern = String(text.dropFirst().dropLast())
      if (try? Regex(pattern)) == nil {
        file.report(node, path: reader.child(name), "'\(pattern)' is no regular expression")
      }
      return Extraction(name: name, source: .pattern(pattern))
    }
  }

  private func fileReference(_ node: Node, _ parent: YAMLReader, path: String) -> FileReference? {
    guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return nil }
    defer { reader.finish() }
    let type = reader.text("type") ?? "document"
    let variable = reader.text("variable")
    if let path = reader.text("path") {
      return FileReference(
        type: type, source: .upload(path: file.path(path, in: node)), variable: variable, name: path)
    }
    if let url = reader.sentText("url") {
      return FileReference(type: type, source: .remote(url: url), variable: variable)
    }
    file.report(node, path: path, "the file has neither path nor url")
    return nil
  }
}
