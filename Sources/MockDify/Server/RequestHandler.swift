import NIOCore
import NIOHTTP1

/// Reads the requests of one connection and plays their answers.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let configuration: MockConfiguration
  private let routes: Routes
  private let answers: RunAnswers
  private let house: RunHouse
  private let recordings: [Recording]
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var player: AnswerPlayer?
  /// A larger body is refused.
  private static let bodyLimit = 100 << 20

  init(_ configuration: MockConfiguration, _ house: RunHouse, _ recordings: [Recording]) {
    self.configuration = configuration
    self.house = house
    self.recordings = recordings
    routes = Routes(configuration: configuration)
    answers = RunAnswers(configuration: configuration)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.removeAll(keepingCapacity: true)
    case .body(let part):
      if body.count + part.readableBytes <= Self.bodyLimit { body.append(contentsOf: part.readableBytesView) }
    case .end: answer(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    player?.abandon()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    house.countRequest()
    if let recording = recordings.first(where: {
      $0.fits(method: head.method.rawValue, path: head.uri, body: body)
    }) {
      return play(recording.plan(), head, context, run: false)
    }
    let decision = routes.decide(
      method: head.method.rawValue, path: head.uri, authorization: head.headers.first(name: "authorization"),
      contentType: head.headers.first(name: "content-type"), body: body)
    switch decision {
    case .answer(let plan): play(plan, head, context, run: false)
    case .stop(let taskID):
      house.stop(taskID)
      play(.document(.object([("result", .text("success"))])), head, context, run: false)
    case .run(let request): run(request, head, context)
    }
  }

  private func run(_ request: RunRequest, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let plan = answers.plan(request, number: house.nextNumber())
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let entered = house.enter {
      let (handler, context) = bound.value
      handler.play(plan, head, context, run: true)
    }
    if !entered { play(RunAnswers.overLimit(), head, context, run: false) }
  }

  private func play(_ plan: AnswerPlan, _ head: HTTPRequestHead, _ context: ChannelHandlerContext, run: Bool)
  {
    let player = AnswerPlayer(
      plan, keepsAlive: head.isKeepAlive, house: run ? house : nil, version: configuration.generation)
    self.player = player
    player.play(context)
  }
}
