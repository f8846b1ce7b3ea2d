import NIOCore
import NIOHTTP1

/// Reads the requests of one connection and plays their answers. It writes bytes, not parts of HTTP, since some
/// answers are to be wrong: past the decoder, whose context it keeps for that. On the server's loop.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let configuration: MockConfiguration
  private let routes: Routes
  private let answers: RunAnswers
  private let registry: RunRegistry
  private let recordings: [Recording]
  private let output: ChannelHandlerContext
  private let gate: ConnectionGate
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var player: AnswerPlayer?
  /// Of a larger body the rest is thrown away.
  private static let bodyLimit = 100 << 20

  init(_ server: ServerParts, output: ChannelHandlerContext, gate: ConnectionGate) {
    configuration = server.configuration
    registry = server.registry
    recordings = server.recordings
    (self.output, self.gate) = (output, gate)
    routes = Routes(configuration: configuration)
    answers = RunAnswers(configuration: configuration)
  }

  func handlerAdded(context: ChannelHandlerContext) { registry.countConnection() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.removeAll(keepingCapacity: true)
    case .body(let part):
      if body.count + part.readableBytes <= Self.bodyLimit { body.append(contentsOf: part.readableBytesView) }
    case .end: answer()
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    player?.abandon()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer() {
    guard let head else { return }
    registry.countRequest(isRead: head.method == .GET)
    if let recording = recordings.first(where: {
      $0.fits(method: head.method.rawValue, path: head.uri, body: body)
    }) {
      return play(recording.plan())
    }
    let request = MockRequest(
      method: head.method.rawValue, uri: head.uri, authorization: head.headers.first(name: "authorization"),
      contentType: head.headers.first(name: "content-type"), body: body)
    switch routes.decide(request) {
    case .answer(let plan): play(plan)
    case .stop(let taskID):
      registry.stop(taskID)
      registry.records.stop(taskID, on: output.eventLoop)
      play(.document(.object([("result", .text("success"))])))
    case .look(let look): play(look(registry.records.all))
    case .knowledge(let ask): play(ask(registry.knowledge, Double(MockRunLog.now) / 1e6))
    case .run(let run): begin(run)
    }
  }

  private func begin(_ asked: RunRequest) {
    var run = asked
    run.earlier = registry.records.turns(of: run.body["conversation_id"]?.text)
    let plan = answers.plan(run, number: registry.nextNumber())
    let received = MockRunLog.now
    switch registry.enter({ [self] in play(plan, isRun: true, received: received) }) {
    case .admitted: break
    case .overLimit: play(RefusedAnswers.overLimit())
    case .queueFull: play(RefusedAnswers.busy())
    }
  }

  private func play(_ plan: AnswerPlan, isRun: Bool = false, received: Int64 = 0) {
    let script = WireScript(
      plan, keepsAlive: head?.isKeepAlive ?? true, version: configuration.generation.serverVersion)
    let player = AnswerPlayer(plan, script, registry: isRun ? registry : nil, output: output) { [self] in
      gate.becameIdle(output.channel)
    }
    if isRun, configuration.keepsLog, let taskID = plan.taskID {
      player.log = MockRunLog(taskID: taskID, received: received)
    }
    self.player = player
    output.channel.isActive ? player.play() : player.abandon()
  }
}
