/// A node that neither asks a model nor holds others.
struct GraphNode: Equatable, Sendable {
  var type: String
  var title: String
  /// How long each of its attempts takes, milliseconds.
  var time: Double
  /// Attempts that fail before the one that counts.
  var retries = 0
  /// Whether that fails too, and the workflow handles it.
  var isHandled = false
}

/// A step of the app's graph, as an option describes it.
indirect enum GraphStep: Equatable, Sendable {
  case node(GraphNode)
  /// The model that says the answer, with the times of the other options.
  case answer(title: String)
  /// Knowledge is looked up: so many hits.
  case knowledge(title: String, time: Double, hits: Int)
  /// Branches side by side.
  case parallel([[GraphStep]])
  /// An iteration or a loop: its steps so many times, some rounds at once.
  case rounds(type: String, title: String, count: Int, atOnce: Int, steps: [GraphStep])
  /// The run waits for a person, and its stream ends.
  case human(title: String)

  /// More nodes than that in a run are refused.
  static let mostNodes = 10_000

  /// How many nodes steps come to when they are run.
  static func size(of steps: [GraphStep]) -> Int { sum(steps) { _ in 1 } }

  /// How many errors of nodes a run of them comes to.
  static func errors(in steps: [GraphStep]) -> Int {
    sum(steps) { if case .node(let node) = $0 { node.retries + (node.isHandled ? 1 : 0) } else { 0 } }
  }

  private static func sum(_ steps: [GraphStep], _ value: (GraphStep) -> Int) -> Int {
    steps.reduce(0) { total, step in
      switch step {
      case .parallel(let branches): total + branches.reduce(0) { $0 + sum($1, value) }
      case .rounds(_, _, let count, _, let steps): total + count * sum(steps, value)
      default: total + value(step)
      }
    }
  }

  /// Reads a list of steps; `nil` when it is none.
  static func read(_ value: MockJSON?, depth: Int = 0) -> [GraphStep]? {
    guard case .array(let entries)? = value, depth < 6, entries.count <= 200 else { return nil }
    let steps = entries.map { entry -> GraphStep? in
      let step = read(step: entry, depth)
      if case .node? = step { return step }
      // What only nodes can do is not left out in silence.
      return entry["retries"] == nil && entry["handled"] == nil ? step : nil
    }
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
    case "iteration", "loop": return rounds(step, type, title, depth)
    case "human-input": return .human(title: title)
    case "knowledge-retrieval":
      return .knowledge(title: title, time: time, hits: hits(step))
    case "llm" where step["ms"] == nil: return .answer(title: title)
    default:
      guard let retries = whole(step["retries"], 0...10, standard: 0) else { return nil }
      return .node(
        GraphNode(
          type: type, title: title, time: time, retries: retries, isHandled: step["handled"] == .bool(true)))
    }
  }

  /// Rounds of a loop come one after the other.
  private static func rounds(_ step: MockJSON, _ type: String, _ title: String, _ depth: Int) -> GraphStep? {
    guard let steps = GraphStep.read(step["steps"], depth: depth + 1),
      let count = whole(step["rounds"], 1...1000, standard: 3),
      let atOnce = whole(step["at_once"], 1...(type == "loop" ? 1 : 10), standard: 1),
      GraphStep.size(of: steps) * count <= GraphStep.mostNodes
    else { return nil }
    return .rounds(type: type, title: title, count: count, atOnce: atOnce, steps: steps)
  }

  /// A whole number within its range.
  private static func whole(_ value: MockJSON?, _ range: ClosedRange<Int>, standard: Int) -> Int? {
    guard let value else { return standard }
    return number(value).flatMap { Int(exactly: $0.rounded(.down)) }.flatMap { range.contains($0) ? $0 : nil }
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
