import NIOCore

/// Lets only so many connections be read from at once, as gunicorn does: others are accepted by the system and wait.
/// A kept connection holds its place until it is closed, by the client or for being idle. On the server's loop.
final class ConnectionGate: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private let slots: ConnectionSlots
  private let idleLimit: TimeAmount?
  private var isAdmitted = false
  private var wantsRead = false
  private var idle: Scheduled<Void>?

  init(_ slots: ConnectionSlots, idleLimit: Double) {
    self.slots = slots
    self.idleLimit = idleLimit > 0 ? .nanoseconds(Int64(idleLimit * 1e6)) : nil
  }

  func channelActive(context: ChannelHandlerContext) {
    let admit = { [self] in
      isAdmitted = true
      if wantsRead { context.read() }
    }
    if slots.queue.enter(admit) { admit() }
    context.fireChannelActive()
  }

  func read(context: ChannelHandlerContext) {
    wantsRead = true
    if isAdmitted { context.read() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    idle?.cancel()
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    idle?.cancel()
    if isAdmitted { for admit in slots.queue.leave() { admit() } }
    isAdmitted = false
    context.fireChannelInactive()
  }

  /// The connection has nothing to do: it is closed after a while.
  func becameIdle(_ channel: any Channel) {
    guard let idleLimit else { return }
    idle?.cancel()
    idle = channel.eventLoop.assumeIsolated().scheduleTask(in: idleLimit) { channel.close(promise: nil) }
  }
}

/// The places of all connections. On the server's loop.
final class ConnectionSlots {
  var queue: SlotQueue

  init(_ configuration: MockConfiguration) {
    queue = SlotQueue(slots: configuration.connections * configuration.workers)
  }
}
