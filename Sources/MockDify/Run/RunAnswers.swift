/// Makes the answers of runs: order of events, fields and numbers as the recordings of Dify 1.11.2 have them. Pure.
struct RunAnswers {
  let configuration: MockConfiguration

  /// The answer to a request that is the `number`th run of the server, from 1.
  func plan(_ request: RunRequest, number: UInt64) -> AnswerPlan {
    var random = MockRandom(seed: configuration.seed &+ number &* 0x9e37, text: request.content)
    let clock = RunClock(configuration, number: number)
    let fault = request.isEmpty ? nil : request.wantedFault ?? drawFault(&random)
    let firstByte = clock.time(configuration.firstByte, &random)
    if let fault, let refusal = RefusedAnswers(request).answer(to: fault, after: firstByte) { return refusal }
    let events = events(of: request, fault, &random)
    var plan =
      request.isStreaming || fault == .streamedBlocking
      ? streamed(events, firstByte, clock, random)
      : RunDocument(configuration: configuration, events: events).plan(firstByte, clock, &random)
    if let fault { fault.distort(&plan, events) }
    plan.record = RunRecord(events)
    return plan
  }

  private func streamed(
    _ events: RunEvents, _ firstByte: Double, _ clock: RunClock, _ random: MockRandom
  ) -> AnswerPlan {
    var stream = RunStream(configuration, events, clock, random)
    var plan = stream.plan(firstByte)
    StreamShaping(configuration).shape(&plan)
    return plan
  }

  private func events(of request: RunRequest, _ fault: MockFault?, _ random: inout MockRandom) -> RunEvents {
    let end = RunEnd(request, fault, count: request.isEmpty ? 0 : configuration.events)
    let (own, answer) = (Double(request.question.utf8.count / 4 + 8), Double(end.words.count))
    let usage = RunUsage(
      prompt: request.isEmpty ? 0 : own + Double(request.earlier) * (own + answer), completion: answer,
      model: configuration.model, currency: configuration.currency)
    let pauses = configuration.graph.contains { if case .human = $0 { true } else { false } }
    let usesGraph = !request.isEmpty && [.workflow, .advancedChat].contains(configuration.app)
    return RunEvents(
      pauses: pauses && usesGraph, handled: usesGraph ? GraphStep.errors(in: configuration.graph) : 0,
      app: request.isEmpty ? .workflow : configuration.app,
      request: request,
      identity: RunIdentity(request, &random), end: end,
      usage: usage)
  }

  private func drawFault(_ random: inout MockRandom) -> MockFault? {
    var point = random.unit()
    for (fault, share) in configuration.faults.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if point < share { return fault }
      point -= share
    }
    return nil
  }
}
