import RunModel

/// What is asked: keys of a file and of a scenario. Above `scenarios:` they stand for each of them, as a base that each
/// is merged over.
struct CaseKeys: KeyGroup {
  let workflow = Key(
    "workflow", .text, default: "app", "The name by which results call the app", "summarise")
  let matrix = Key(
    "matrix", .written(as: .keys(MatrixKeys.about.name)), without: "one case", "Parameters and their values",
    "{topic: [tides, bees]}")
  let inputs = Key(
    "inputs", InputNames.type, default: .init(),
    "Constants and templates that go into the app's inputs; they may be made of parameters and of each other",
    "{question: \"What about ${input.topic}?\"}", with: "matrix: {topic: [tides]}")
  let query = Key("query", .sentText, "The question, in chats", "\"What are tides?\"")
  let user = Key(
    "user", .sentText, without: "the target's `users`",
    "The end user of each case, such as a column of a data file", "\"${input._email}\"",
    with: "matrix: {_email: [ana, ben]}")
  let turns = Key(
    "turns", .list(of: TurnKeys.type), default: [], "The turns of a conversation",
    "[Hello, {query: And now?}]")
  let onFailedTurn = Key(
    "on_failed_turn", KeyType<Turn.OnFail>.words, default: .end,
    "What follows a turn that fails: `end`, `skip` (of those after it the ones that use what it was to extract) or `go_on`",
    "go_on", with: "turns: [Hello, And now?]")
  let files = Key(
    "files", .list(of: .keys(FileReferenceKeys.self)), default: [], "Files that go with each request",
    "[{type: image, url: \"https://example.com/a.png\"}]")
  let tags = Key("tags", Labels.type, default: [:], "Labels that results are grouped by", "{team: search}")
  let variants = Key(
    "variants", VariantKeys.axes, "The whole matrix once for each; several lists by name are combined",
    "[{name: a}, {name: b}]")
  let repeats = Key("repeat", .integer(1...10_000_000), default: 1, "How often each case is done", "3")
  let expectations = Key(
    "expect", ExpectationKeys.list, default: [], "What must hold of each answer", "[{contains: tide}]")

  /// Their names.
  static let names = CaseKeys().declared.map(\.name)

  static func matrix(_ keys: KeyReader<Self>, scenario: String) -> MatrixSpecification {
    var matrix = MatrixSpecification(scenario: scenario)
    matrix.workflowID = keys.workflow
    keys.matrix.map { MatrixKeys.read($0, into: &matrix) }
    let inputs = keys.inputs
    matrix.inputs = inputs.values
    matrix.places.merge(inputs.places) { $1 }
    (matrix.query, matrix.user, matrix.turns) = (keys.query, keys.user, keys.turns)
    matrix.onFailedTurn = keys.onFailedTurn
    matrix.turns = matrix.turns.map { $0.failing(matrix.onFailedTurn) }
    (matrix.files, matrix.tags, matrix.repeats) = (keys.files, keys.tags, keys.repeats)
    return matrix
  }
}

/// `inputs:`, with the places of its names.
struct InputNames {
  var values: [String: JSONValue] = [:]
  var places: [String: String] = [:]

  static let type = KeyType<InputNames>.custom(.names(.any)) { value in
    guard let values = value.object(isSent: true) else { return nil }
    let members = value.members
    NameCount.check(members.map(\.name), of: value)
    let places = members.prefix(NameCount.limit).map { ("inputs.\($0.name)", value.file.place(of: $0.key)) }
    return InputNames(values: values, places: Dictionary(places) { $1 })
  }
}

/// More names than anybody has; work grows with their square.
enum NameCount {
  static let limit = 1000

  @discardableResult
  static func check(_ names: [String], of value: YAMLValue) -> Bool {
    if names.count <= limit { return true }
    value.report(
      "there are \(names.count) names, more than \(limit)",
      expected: "large data in a data file: csv:, json: or jsonl:")
    return false
  }
}

/// `tags:`, values as texts.
enum Labels {
  static let type = KeyType<[String: String]>.custom(.names(.any)) { value in
    value.object()?.mapValues {
      $0.plainText
    }
  }
}

extension Turn {
  /// With a rule for when it fails, unless it has its own; the end needs no word.
  func failing(_ rule: OnFail) -> Turn {
    var turn = self
    if turn.onFail == nil, rule != .end { turn.onFail = rule }
    return turn
  }
}
