import NIOCore

/// One viewer's part in a broadcast. On the loop of the viewer's connection.
final class ViewerStream {
  private let events: EventBroadcast
  private let service: WebService
  private var outbox = Outbox<ByteBuffer>()
  private var place: Int?
  /// Whether the last frame was taken.
  private(set) var isOver = false

  init(_ events: EventBroadcast, _ service: WebService) { (self.events, self.service) = (events, service) }

  func begin(_ take: @escaping @Sendable (EventBroadcast.Message) -> Void) { place = events.join(take) }

  /// Takes what was published; returns what is to be written now.
  func take(_ message: EventBroadcast.Message) -> ByteBuffer? {
    guard place != nil, !isOver else { return nil }
    switch message {
    case .frame(let frame): return outbox.offer(frame)
    case .last(let frame):
      isOver = true
      return outbox.offer(frame)
    }
  }

  /// A frame is written; returns what is to be written now.
  func wrote() -> ByteBuffer? { outbox.wrote() }

  /// The viewer has gone.
  func end() {
    guard let place else { return }
    self.place = nil
    events.leave(place)
    service.giveStream()
  }
}
