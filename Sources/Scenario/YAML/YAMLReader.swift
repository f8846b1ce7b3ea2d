import RunModel
import Yams

/// Reads the members of a mapping, notes what is wrong, and at the end every key that nobody asked for.
struct YAMLReader {
  let file: SourceFile
  let environment: EnvironmentExpansion
  let node: Node
  let path: String
  private let members: MappingMembers
  private var known: [String] = []

  /// A reader of a mapping; `nil`, and a diagnostic, when the node is none.
  init?(_ node: Node, _ file: SourceFile, _ environment: EnvironmentExpansion, path: String) {
    guard file.spend() else {
      file.report(node, path: path, "the file has too many nodes; aliases may multiply them")
      return nil
    }
    guard case .mapping(let mapping) = node else {
      file.report(
        node, path: path, "\(Self.describe(node)) where keys and values are expected", expected: "key: value")
      return nil
    }
    self.node = node
    self.file = file
    self.environment = environment
    self.path = path
    members = MappingMembers(mapping)
  }

  /// The keys in the order in which they stand in the file.
  var names: [String] { members.names }

  /// The value of a key, if it is there and not null.
  mutating func value(_ name: String) -> Node? {
    known.append(name)
    guard let value = members[name]?.value else { return nil }
    if case .scalar(let scalar) = value, ["", "~", "null"].contains(scalar.string), scalar.style == .plain {
      return nil
    }
    return value
  }

  /// Reports every key that was not asked for.
  func finish() {
    file.noteAsked(known, path: path)
    for name in names where !known.contains(name) && !file.isFull {
      file.report(
        members[name]?.key, path: path, "unknown key '\(name)'",
        expected: "one of \(Set(known).sorted().joined(separator: ", "))",
        suggestion: NearestWord.find(name, in: known))
    }
  }

  /// Whether the key is there, right or wrong.
  func has(_ name: String) -> Bool { members[name] != nil }

  func child(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  // MARK: Kinds

  /// A text, with environment variables put in.
  mutating func text(_ name: String) -> String? {
    guard let node = value(name) else { return nil }
    return text(node, path: child(name))
  }

  func text(_ node: Node, path: String) -> String? { text(node, path: path, callsByName: false) }

  /// A text that is sent to the server: environment variables stay `${NAME}`, so that no manifest holds their values.
  mutating func sentText(_ name: String) -> String? {
    guard let node = value(name) else { return nil }
    return sentText(node, path: child(name))
  }

  func sentText(_ node: Node, path: String) -> String? { text(node, path: path, callsByName: true) }

  /// A URL: environment variables stay `${NAME}` in its query, and where their values hold a user or a query.
  func sentURL(_ node: Node, path: String) -> String? {
    guard case .scalar(let scalar) = node else { return text(node, path: path) }
    let front = scalar.string.prefix { $0 != "?" }
    guard case .success(let opened) = environment.expand(String(front)),
      !opened.contains(where: "?@#".contains),
      case .success(let query) = environment.expand(
        String(scalar.string.dropFirst(front.count)), callsByName: true),
      case .success(let start) = environment.expand(String(front), callsByName: false)
    else { return sentText(node, path: path) }
    for part in [start, query] { file.note(part, at: node) }
    return start.text + query.text
  }

  private func text(_ node: Node, path: String, callsByName: Bool) -> String? {
    guard case .scalar(let scalar) = node else {
      file.report(node, path: path, "\(Self.describe(node)) where a text is expected")
      return nil
    }
    switch environment.expand(scalar.string, callsByName: callsByName) {
    case .success(let expanded):
      file.note(expanded, at: node)
      return expanded.text
    case .failure(let problem):
      file.report(node, path: path, problem.description)
      return nil
    }
  }

  /// A number within a range.
  mutating func number(_ name: String, _ range: ClosedRange<Double>, _ expected: String) -> Double? {
    guard let node = value(name), let text = text(node, path: child(name)) else { return nil }
    guard let number = Double(text), range.contains(number) else {
      file.report(node, path: child(name), "\(name) is '\(text)'", expected: expected)
      return nil
    }
    return number
  }

  /// A whole number within a range.
  mutating func integer(_ name: String, _ range: ClosedRange<Int>, _ expected: String) -> Int? {
    guard let node = value(name), let text = text(node, path: child(name)) else { return nil }
    guard let number = Double(text), number == number.rounded(), number.magnitude < 1e15,
      range.contains(Int(number))
    else {
      file.report(node, path: child(name), "\(name) is '\(text)'", expected: expected)
      return nil
    }
    return Int(number)
  }

  mutating func flag(_ name: String) -> Bool? {
    guard let node = value(name), let text = text(node, path: child(name)) else { return nil }
    if text == "true" { return true }
    if text == "false" { return false }
    file.report(node, path: child(name), "\(name) is '\(text)'", expected: "true or false")
    return nil
  }

  /// A length of time: seconds, or with a unit.
  mutating func duration(_ name: String, positive: Bool = false) -> Duration? {
    guard let node = value(name), let text = text(node, path: child(name)) else { return nil }
    guard let seconds = DurationText.seconds(text), positive ? seconds > 0 : seconds >= 0, seconds <= 1e8
    else {
      let least = positive ? "more than 0" : "0 or more"
      file.report(
        node, path: child(name), "\(name) is '\(text)'",
        expected: "\(least): seconds, or a length of time such as 250ms, 30s, 5m, 1h")
      return nil
    }
    return .seconds(seconds)
  }

  /// One of a closed set of words.
  mutating func word<Value: RawRepresentable & CaseIterable>(_ name: String, _: Value.Type = Value.self)
    -> Value?
  where Value.RawValue == String {
    guard let node = value(name), let text = text(node, path: child(name)) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let words = Value.allCases.map(\.rawValue)
    file.report(
      node, path: child(name), "\(name) is '\(text)'", expected: words.joined(separator: ", "),
      suggestion: NearestWord.find(text, in: words))
    return nil
  }

  mutating func mapping(_ name: String) -> YAMLReader? {
    value(name).flatMap { YAMLReader($0, file, environment, path: child(name)) }
  }

  /// The elements of a list; a single value counts as a list of one.
  mutating func list(_ name: String) -> [Node] {
    guard let node = value(name) else { return [] }
    if case .sequence(let sequence) = node { return Array(sequence) }
    return [node]
  }

  /// Any value. `isSent`: its texts are sent to the server, so that environment variables stay `${NAME}`; what is a
  /// number, a boolean or null by its value is none to hide.
  func json(_ node: Node, path: String, isSent: Bool = false, depth: Int = 0) -> JSONValue? {
    guard depth < 64, file.spend() else {
      file.report(node, path: path, "nested too deep, or too many nodes")
      return nil
    }
    switch node {
    case .alias: return nil
    case .scalar(let scalar):
      return scalarValue(node, path: path, isSent: isSent, isPlain: scalar.style == .plain)
    case .sequence(let sequence):
      return .array(sequence.compactMap { json($0, path: path, isSent: isSent, depth: depth + 1) })
    case .mapping(let mapping):
      var object: [String: JSONValue] = [:]
      for (key, value) in mapping {
        object[key.scalar?.string ?? ""] = json(value, path: path, isSent: isSent, depth: depth + 1)
      }
      return .object(object)
    }
  }

  private func scalarValue(_ node: Node, path: String, isSent: Bool, isPlain: Bool) -> JSONValue? {
    let opened = environment.expand(node.scalar?.string ?? "")
    if isSent, case .success(let text) = opened, ScalarKind.value(text, isPlain: isPlain).stringValue != nil {
      return sentText(node, path: path).map { .string($0) }
    }
    return text(node, path: path).map { ScalarKind.value($0, isPlain: isPlain) }
  }

  static func describe(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "'\(scalar.string)'"
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
