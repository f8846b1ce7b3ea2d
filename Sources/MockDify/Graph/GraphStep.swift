/// A step of the app's graph, as an option describes it.
indirect enum GraphStep: Equatable, Sendable {
  /// A node of a type, with its title and how long it takes, milliseconds.
  case node(type: String, title: String, time: Double)
  /// The model that says the answer, with the times of the other options.
  case answer(title: String)
  /// Knowledge is looked up: so many hits.
  case knowledge(title: String, time: Double, hits: Int)
  /// Branches side by side.
  case parallel([[GraphStep]])
  /// An iteration or a loop: its steps so many times.
  case rounds(type: String, title: String, count: Int, steps: [GraphStep])
  /// The run waits for a person, and its stream ends.
  case human(title: String)

  /// More nodes than that in a run are refused.
  static let mostNodes = 10_000

  /// How many nodes steps come to when they are run.
  static func size(of steps: [GraphStep]) -> Int {
    steps.reduce(0) { sum, step in
      switch step {
      case .parallel(let branches): sum + branches.reduce(0) { $0 + size(of: $1) }
      case .rounds(_, _, let count, let steps): sum + count * size(of: steps)
      default: sum + 1
      }
    }
  }

  /// Reads a list of steps; `nil` when it is none.
  static func read(_ value: MockJSON?, depth: Int = 0) -> [GraphStep]? {
    guard case .array(let entries)? = value, depth < 6, entries.count <= 200 else { return nil }
    let steps = entries.map { read(step: $0, depth) }
    return steps.contains { $0 == nil } ? nil : steps.compactMap(\.self)
  }

  private static func read(step: MockJSON, _ depth: Int) -> GraphStep? {
    if case .array(let branches)? = step["parallel"] {
      let read = branches.map { GraphStep.read($0, depth: depth + 1) }
      return read.contains { $0 == nil } || read.isEmpty ? nil : .parallel(read.compactMap(\.self))
    }
    let type = step["type"]?.text ?? "code"
    let title = step["title"]?.text ?? type
    let time = number(step["ms"]) ?? 0
    guard (0...600_000).contains(time) else { return nil }
    switch type {
    case "iteration", "loop":
      guard let steps = GraphStep.read(step["steps"], depth: depth + 1) else { return nil }
      let rounds = number(step["rounds"]) ?? 3
      guard (1...1000).contains(rounds) else { return nil }
      let count = Int(rounds)
      return GraphStep.size(of: steps) * count <= GraphStep.mostNodes
        ? .rounds(type: type, title: title, count: count, steps: steps) : nil
    case "human-input": return .human(title: title)
    case "knowledge-retrieval":
      return .knowledge(title: title, time: time, hits: hits(step))
    case "llm" where step["ms"] == nil: return .answer(title: title)
    default: return .node(type: type, title: title, time: time)
    }
  }

  /// How many pieces are found, 0 to 100.
  private static func hits(_ step: MockJSON) -> Int {
    let wanted = number(step["hits"]) ?? 3
    return wanted.isNaN ? 3 : Int(min(max(wanted, 0), 100))
  }

  private static func number(_ value: MockJSON?) -> Double? {
    switch value {
    case .number(let number): number
    case .text(let text): Double(text)
    default: nil
    }
  }
}

extension MockOption {
  /// The graph, as JSON; in a scenario it is written as YAML.
  static let graph = MockOption(
    "graph", "The app's nodes, in order; see the page on the stand-in.",
    expected:
      "a list of steps, such as [{\"type\": \"code\", \"title\": \"Prepare\", \"ms\": 20}, {\"type\": \"llm\"}]"
  ) {
    guard let steps = GraphStep.read(MockJSON.read(Array($0.utf8))), !steps.isEmpty else { return false }
    $1.graph = steps
    return true
  }
}
