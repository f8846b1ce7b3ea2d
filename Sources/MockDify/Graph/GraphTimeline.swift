/// The events of a graph with their times: branches side by side, rounds of iterations, what a model says. Pure.
struct GraphTimeline {
  /// What is sent at a time, milliseconds since the run's begin.
  struct Entry {
    var at: Double
    var event: MockJSON
  }

  private let events: RunEvents
  private let configuration: MockConfiguration
  private let clock: RunClock
  private var random: MockRandom
  private(set) var entries: [Entry] = []
  /// Whether the run waits for a person.
  private(set) var isPaused = false
  /// Nodes so far: each has its place.
  private var count = 0

  init(_ events: RunEvents, _ configuration: MockConfiguration, _ clock: RunClock, _ random: MockRandom) {
    (self.events, self.configuration, self.clock, self.random) = (events, configuration, clock, random)
  }

  /// Where a step stands: in which container, in which round.
  struct Place {
    var container: (type: String, id: String)?
    var round = 0
  }

  /// Adds steps one after the other; when they end.
  mutating func add(_ steps: [GraphStep], from start: Double, in place: Place = Place()) -> Double {
    steps.reduce(start) { now, step in isPaused ? now : add(step, from: now, in: place) }
  }

  private mutating func add(_ step: GraphStep, from start: Double, in place: Place) -> Double {
    switch step {
    case .node(let node): return work(node, from: start, place)
    case .knowledge(let title, let time, let hits):
      let node = GraphNode(type: "knowledge-retrieval", title: title, time: time)
      return work(node, from: start, place, outputs: Self.hits(hits))
    case .parallel(let branches): return branches.map { add($0, from: start, in: place) }.max() ?? start
    case .rounds(let type, let title, let count, let atOnce, let steps):
      return rounds(next(type, title), count, atOnce, steps, from: start)
    case .answer(let title): return answer(title, from: start, place)
    case .human(let title): return human(title, from: start)
    }
  }

  private mutating func send(_ event: MockJSON, at time: Double) {
    entries.append(Entry(at: time, event: event))
  }

  private mutating func next(_ type: String, _ title: String) -> MockNode {
    count += 1
    return MockNode(id: "node-\(count)", type: type, title: title, execution: random.uuid())
  }

  /// Attempts that fail go on in the same execution.
  private mutating func work(
    _ step: GraphNode, from start: Double, _ place: Place, outputs: [MockJSON.Member] = []
  ) -> Double {
    let node = next(step.type, step.title)
    send(events.nodeStarted(node, in: place), at: start)
    var now = start
    for attempt in 0...step.retries {
      let time = clock.time(step.time, &random)
      now += time
      guard attempt < step.retries else { break }
      send(events.nodeRetried(node, attempt + 1, NodeTimes(elapsed: time), in: place), at: now)
    }
    let status = step.isHandled ? "exception" : "succeeded"
    send(
      events.nodeFinished(node, NodeTimes(elapsed: now - start), status: status, outputs: outputs, in: place),
      at: now)
    return now
  }

  /// Each round begins as soon as one of those that may run at once has ended. Its nodes are the same in each.
  private mutating func rounds(
    _ node: MockNode, _ number: Int, _ atOnce: Int, _ steps: [GraphStep], from start: Double
  ) -> Double {
    send(events.container(node, "started"), at: start)
    var ends = [Double](repeating: start, count: atOnce)
    let first = count
    for round in 0..<number where !isPaused {
      let place = ends.indices.min { ends[$0] < ends[$1] } ?? 0
      send(events.container(node, "next", [("index", .number(Double(round)))]), at: ends[place])
      count = first
      ends[place] = add(steps, from: ends[place], in: Place(container: (node.type, node.id), round: round))
    }
    let now = ends.max() ?? start
    if !isPaused { send(events.completed(node, elapsed: now - start, rounds: number), at: now) }
    return now
  }

  /// The node that says the answer, word by word.
  private mutating func answer(_ title: String, from start: Double, _ place: Place) -> Double {
    let node = next("llm", title)
    send(events.nodeStarted(node, in: place), at: start)
    let plugin = clock.time(configuration.plugin, &random)
    let first = clock.time(configuration.firstText(after: events.request.earlier), &random)
    var now = start + plugin + first
    for (index, word) in events.end.words.enumerated() {
      if index > 0 { now += clock.time(configuration.gap, &random) }
      send(events.text(word), at: now)
    }
    send(events.text(""), at: now)
    let end = events.nodeFinished(
      node, NodeTimes(elapsed: now - start, plugin: plugin, firstToken: first),
      status: events.end.hasFailed ? "failed" : "succeeded", in: place)
    send(end, at: now)
    return now
  }

  private mutating func human(_ title: String, from start: Double) -> Double {
    isPaused = true
    let node = next("human-input", title)
    send(events.nodeStarted(node), at: start)
    send(events.humanInput(node), at: start)
    send(events.paused(node, elapsed: start), at: start)
    return start
  }

  private static func hits(_ count: Int) -> [MockJSON.Member] {
    let hits = (0..<count).map { number -> MockJSON in
      let metadata = MockJSON.object([
        ("position", .number(Double(number + 1))), ("score", .number(Double(100 - number) / 100)),
        ("document_name", .text("document-\(number + 1).txt")),
      ])
      return .object([
        ("metadata", metadata), ("title", .text("document-\(number + 1).txt")),
        ("content", .text("What document \(number + 1) says.")),
      ])
    }
    return [("result", .array(hits))]
  }
}
