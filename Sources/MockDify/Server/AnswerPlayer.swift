import Glibc
import NIOCore
import NIOHTTP1

/// Plays one answer on a connection, piece by piece, with its pauses.
final class AnswerPlayer {
  private let plan: AnswerPlan
  private let keepsAlive: Bool
  private let version: String
  private var house: RunHouse?
  private var next = 0

  /// - Parameter house: where the run is counted; `nil` when the answer is no run.
  init(_ plan: AnswerPlan, keepsAlive: Bool, house: RunHouse?, version: String) {
    self.plan = plan
    self.keepsAlive = keepsAlive
    self.house = house
    self.version = version == "1.13" ? "1.13.3" : "1.11.2"
  }

  func play(_ context: ChannelHandlerContext) {
    wait(plan.firstByte, context) { player, context in player.begin(context) }
  }

  /// The client has gone.
  func abandon() { leave() }

  private func begin(_ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return leave() }
    if plan.ending == .reset { return reset(context) }
    var headers = HTTPHeaders()
    headers.add(name: "Server", value: plan.contentType.hasPrefix("text/html") ? "nginx/1.22.1" : "gunicorn")
    headers.add(name: "Content-Type", value: plan.contentType)
    headers.add(name: "X-Version", value: version)
    headers.add(name: "X-Env", value: "PRODUCTION")
    for (name, value) in plan.headers { headers.add(name: name, value: value) }
    if !plan.isStream {
      let length = plan.pieces.reduce(0) { $0 + $1.text.utf8.count } + (plan.ending == .truncated ? 100 : 0)
      headers.add(name: "Content-Length", value: String(length))
    } else {
      headers.add(name: "Transfer-Encoding", value: "chunked")
    }
    if !keepsAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: plan.status), headers: headers)
    context.write(NIOAny(HTTPServerResponsePart.head(head)), promise: nil)
    advance(context)
  }

  /// Writes the pieces that are due now, then waits for the next.
  private func advance(_ context: ChannelHandlerContext) {
    while next < plan.pieces.count {
      let piece = plan.pieces[next]
      next += 1
      if piece.pause > 0 {
        context.flush()
        return wait(piece.pause, context) { player, context in
          player.write(piece.text, context)
          player.advance(context)
        }
      }
      write(piece.text, context)
    }
    finish(context)
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    if house?.isStopped(plan.taskID) == true { next = plan.pieces.count }
    context.write(NIOAny(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
  }

  private func finish(_ context: ChannelHandlerContext) {
    switch plan.ending {
    case .hang: context.flush()
    case .truncated:
      context.flush()
      leave()
      context.close(promise: nil)
    case .reset: reset(context)
    case .complete:
      context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil)), promise: nil)
      leave()
      if !keepsAlive { context.close(promise: nil) }
    }
  }

  /// Closes without an orderly end.
  private func reset(_ context: ChannelHandlerContext) {
    leave()
    let provider = context.channel as? any SocketOptionProvider
    _ = provider?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    context.close(promise: nil)
  }

  private func leave() {
    house?.leave(taskID: plan.taskID)
    house = nil
  }

  private func wait(
    _ milliseconds: Double, _ context: ChannelHandlerContext,
    _ then: @escaping (AnswerPlayer, ChannelHandlerContext) -> Void
  ) {
    guard milliseconds > 0 else { return then(self, context) }
    let bound = NIOLoopBound((self, context, then), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: .nanoseconds(Int64(milliseconds * 1e6))) {
      let (player, context, then) = bound.value
      guard context.channel.isActive else { return player.leave() }
      then(player, context)
    }
  }
}
