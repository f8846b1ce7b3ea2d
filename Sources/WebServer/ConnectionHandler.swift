import NIOCore
import NIOHTTP1

/// Reads the requests of one connection, and writes their answers. On the server's loop.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: WebService
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var refusal: WebAnswer?
  private var deadline: Scheduled<Void>?
  private var stream: ViewerStream?

  init(_ service: WebService) { self.service = service }

  func channelActive(context: ChannelHandlerContext) {
    expect(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    stream?.end()
    stream = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      (self.head, body, refusal) = (head, [], service.limits.refusal(head))
    case .body(let part):
      refusal = refusal ?? service.limits.refusal(bodyOf: body.count + part.readableBytes)
      if refusal == nil { body += part.readableBytesView }
    case .end:
      deadline?.cancel()
      if let head { answer(head, context) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    if let refusal { return write(refusal, to: head, context, closes: true) }
    service.reply(to: WebRequest(head, body), on: context.eventLoop).assumeIsolated().whenComplete { result in
      let answer = (try? result.get()) ?? .text(503, "the server ends")
      answer.afterwards?()
      guard context.channel.isActive else { return }
      if let events = answer.events, head.method != .HEAD {
        return self.follow(events, answer, head, context)
      }
      self.write(answer, to: head, context, closes: !head.isKeepAlive)
    }
  }

  private func write(
    _ answer: WebAnswer, to request: HTTPRequestHead, _ context: ChannelHandlerContext, closes: Bool
  ) {
    let body = context.channel.allocator.buffer(bytes: answer.body)
    var head = answer.head(for: request)
    if answer.events == nil { head.headers.add(name: "content-length", value: "\(body.readableBytes)") }
    if closes { head.headers.add(name: "connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
    expect(context)
    let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if closes { end.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
  }

  /// Closes the connection unless the client does its part in time: sends a whole request, or takes an answer.
  private func expect(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    let time = TimeAmount.nanoseconds(Int64(service.limits.patience * 1e9))
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }
}

// MARK: - Events

extension ConnectionHandler {
  /// Writes events as they come, until they end or the viewer goes.
  private func follow(
    _ events: EventBroadcast, _ answer: WebAnswer, _ request: HTTPRequestHead,
    _ context: ChannelHandlerContext
  ) {
    guard service.takeStream() else {
      return write(
        .text(503, "there are \(service.limits.viewers) viewers already", headers: [("retry-after", "10")]),
        to: request, context, closes: true)
    }
    context.writeAndFlush(wrapOutboundOut(.head(answer.head(for: request))), promise: nil)
    let stream = ViewerStream(events, service)
    self.stream = stream
    let bound = NIOLoopBound((self, stream, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    stream.begin { message in
      loop.execute {
        let (handler, stream, context) = bound.value
        if let frame = stream.take(message) { handler.send(frame, of: stream, context) }
      }
    }
  }

  private func send(_ frame: ByteBuffer, of stream: ViewerStream, _ context: ChannelHandlerContext) {
    expect(context)
    let written = context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(frame))))
    written.assumeIsolated().whenSuccess {
      self.deadline?.cancel()
      if let next = stream.wrote() { return self.send(next, of: stream, context) }
      guard stream.isOver else { return }
      context.writeAndFlush(self.wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
        context.close(promise: nil)
      }
    }
  }
}

extension WebRequest {
  fileprivate init(_ head: HTTPRequestHead, _ body: [UInt8]) {
    self.init(
      Method(rawValue: head.method.rawValue) ?? .other, head.uri,
      headers: head.headers.map { ($0.name, $0.value) },
      body: body)
  }
}

extension WebAnswer {
  fileprivate func head(for request: HTTPRequestHead) -> HTTPResponseHead {
    HTTPResponseHead(
      version: request.version, status: HTTPResponseStatus(statusCode: status),
      headers: HTTPHeaders(headers.map { ($0.name, $0.value) }))
  }
}
