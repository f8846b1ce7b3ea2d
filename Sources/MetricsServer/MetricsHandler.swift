import NIOCore
import NIOHTTP1

/// Answers the requests of one connection. On the server's loop.
final class MetricsHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let text: @Sendable (Bool) -> String
  private var head: HTTPRequestHead?

  init(_ text: @escaping @Sendable (Bool) -> String) { self.text = text }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      write(MetricsAnswer(head, text), to: head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func write(_ answer: MetricsAnswer, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let body = context.channel.allocator.buffer(string: answer.body)
    var head = HTTPResponseHead(version: request.version, status: answer.status)
    head.headers.add(name: "content-type", value: answer.type)
    head.headers.add(name: "content-length", value: "\(body.readableBytes)")
    if !request.isKeepAlive { head.headers.add(name: "connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
    let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !request.isKeepAlive { end.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
  }
}

/// What a request is answered with. Pure.
struct MetricsAnswer {
  let status: HTTPResponseStatus
  let type: String
  let body: String

  init(_ head: HTTPRequestHead, _ text: (Bool) -> String) {
    let path = head.uri.prefix { $0 != "?" }
    guard [.GET, .HEAD].contains(head.method) else {
      (status, type, body) = (.methodNotAllowed, "text/plain", "only GET\n")
      return
    }
    guard path == "/metrics" else {
      (status, type, body) = (.notFound, "text/plain", "the metrics are at /metrics\n")
      return
    }
    let isOpen = head.headers["accept"].contains { $0.contains("application/openmetrics-text") }
    (status, body) = (.ok, text(isOpen))
    type =
      isOpen
      ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
      : "text/plain; version=0.0.4; charset=utf-8"
  }
}
