/// The answer of a streaming run, event by event. Pure.
struct RunStream {
  private let configuration: MockConfiguration
  private let events: RunEvents
  private let clock: RunClock
  private var random: MockRandom
  private var elapsed = 0.0
  private var pieces: [AnswerPlan.Piece] = []
  /// When the model's node began, how long it worked before it asked, and until the first token.
  private var model = (begun: 0.0, plugin: 0.0, firstToken: 0.0)

  init(_ configuration: MockConfiguration, _ events: RunEvents, _ clock: RunClock, _ random: MockRandom) {
    (self.configuration, self.events, self.clock, self.random) = (configuration, events, clock, random)
  }

  mutating func plan(_ firstByte: Double) -> AnswerPlan {
    let relays = configuration.generation.relaysFromCelery
    if relays { pieces.append(.init(pause: 0, text: "event: ping\n\n")) }
    begin()
    if events.request.isEmpty {
      endGraph()
    } else if usesGraph {
      playGraph()
    } else {
      think()
      sayWords()
      if !isCut {
        send(events.text(""))
        // A New Agent says the whole again.
        if events.app == .agent, !events.end.words.isEmpty { send(events.whole()) }
        if fault != .noTerminal { end() }
      }
    }
    if fault == .badJSON { pieces = [.init(pause: 0, text: "data: {\"event\": \n\n")] }
    var plan = AnswerPlan(
      contentType: "text/event-stream; charset=utf-8", firstByte: firstByte, pieces: pieces)
    plan.lastPause = configuration.persistence
    if fault == .hang || fault == .leftOpen { plan.ending = .hang }
    plan.taskID = events.identity.taskID
    plan.stopped = stopped
    plan.stopHold = configuration.stopHold
    plan.celeryPiece = relays ? 1 : nil
    return plan
  }

  private var fault: MockFault? { events.end.fault }
  private var firstText: Double { configuration.firstText(after: events.request.earlier) }
  private var isCut: Bool { fault == .hang }

  private mutating func send(_ event: MockJSON, after pause: Double = 0) {
    elapsed += pause
    pieces.append(.init(pause: pause, text: "data: \(event.written)\n\n"))
  }

  private mutating func begin() {
    guard events.hasGraph else { return }
    send(events.started())
    sendNode(.start(&random), elapsed: 1)
    if events.request.isEmpty || usesGraph { return }
    if configuration.tool > 0 {
      sendNode(.tool(&random), elapsed: clock.time(configuration.tool, &random))
      pieces[pieces.count - 1].needsTool = true
    }
    send(events.nodeStarted(.model(events.identity)))
    (model.begun, model.plugin) = (elapsed, clock.time(configuration.plugin, &random))
  }

  private var usesGraph: Bool { events.hasGraph && !configuration.graph.isEmpty && !isCut }

  /// The nodes that an option describes, then the end.
  private mutating func playGraph() {
    var timeline = GraphTimeline(events, configuration, clock, random)
    let start = elapsed
    let end = timeline.add(configuration.graph, from: start)
    // What is sent at the same time keeps its order.
    let ordered = timeline.entries.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    for (_, entry) in ordered { send(entry.event, after: entry.at - elapsed) }
    elapsed = max(elapsed, end)
    if timeline.isPaused || fault == .noTerminal { return }
    if fault == .streamError { return send(events.error()) }
    endGraph()
  }

  private mutating func endGraph() {
    if !events.end.hasFailed { sendNode(.end(isWorkflow: events.isWorkflow, &random), elapsed: 0.5) }
    endRun()
  }

  /// What an agent does before it answers.
  private mutating func think() {
    guard events.app.isAgent else { return }
    for position in 0..<configuration.thoughts {
      let id = random.uuid()
      send(events.thought(id, position: position + 1))
      let time = clock.time(configuration.tool, &random)
      send(events.thought(id, position: position + 1, observation: "found"), after: time)
    }
  }

  private mutating func sayWords() {
    let words = events.end.words
    for (index, word) in words.enumerated() {
      let pause = index == 0 ? firstText : configuration.gap
      let time = clock.time(pause, &random)
      if index == 0 { model.firstToken = time }
      send(events.text(fault == .empty ? "" : word), after: time + (index == 0 ? model.plugin : 0))
      if isCut, index == words.count / 2 { return }
    }
    if words.isEmpty { elapsed += clock.time(firstText, &random) + model.plugin }
  }

  private mutating func end() {
    if fault == .streamError || (fault == .model && !events.hasGraph) { return send(events.error()) }
    if events.hasGraph { finishNodes() }
    endRun()
  }

  /// The terminal events, in the order of the generation.
  private mutating func endRun() {
    let endsFirst = configuration.generation.relaysFromCelery && !events.isWorkflow && !events.end.hasFailed
    if endsFirst { send(events.messageEnd(elapsed: elapsed)) }
    if events.hasGraph { send(events.finished(elapsed: elapsed), after: 0.5) }
    if !events.isWorkflow, !endsFirst {
      send(events.end.hasFailed ? events.error() : events.messageEnd(elapsed: elapsed))
    }
  }

  private mutating func finishNodes() {
    let failed = events.end.hasFailed
    let state = failed ? "failed" : (fault == .partial ? "exception" : "succeeded")
    send(
      events.nodeFinished(
        .model(events.identity),
        NodeTimes(elapsed: elapsed - model.begun, plugin: model.plugin, firstToken: model.firstToken),
        status: state))
    if !failed { sendNode(.end(isWorkflow: events.isWorkflow, &random), elapsed: 0.5) }
  }

  private mutating func sendNode(_ node: MockNode, elapsed: Double) {
    send(events.nodeStarted(node))
    send(events.nodeFinished(node, NodeTimes(elapsed: elapsed)), after: elapsed)
  }

  /// What comes 20 ms after a stop call, as 1.12.1 does it.
  private var stopped: [AnswerPlan.Piece] {
    var last: [MockJSON] = []
    if events.hasGraph { last.append(events.finished(elapsed: elapsed, status: "stopped")) }
    if !events.isWorkflow { last.append(events.messageEnd(elapsed: elapsed)) }
    return last.enumerated().map { index, event in
      .init(pause: index == 0 ? 20 : 0, text: "data: \(event.written)\n\n")
    }
  }
}
