import NIOCore
import Synchronization

/// One stream of events for many viewers: each frame is made once and shared by all.
package final class EventBroadcast: Sendable {
  /// What a viewer is told.
  enum Message: Sendable {
    case frame(ByteBuffer)
    /// The last frame: the stream ends after it.
    case last(ByteBuffer)
  }

  private struct State {
    var viewers: [Int: @Sendable (Message) -> Void] = [:]
    var next = 0
    var newest: Message?
  }

  private let state = Mutex(State())

  package init() {}

  /// Viewers at this moment.
  package var viewers: Int { state.withLock { $0.viewers.count } }

  /// Gives all viewers a frame.
  package func publish(_ frame: [UInt8]) { tell(.frame(ByteBuffer(bytes: frame))) }

  /// Gives all viewers the last frame, and ends their streams; who comes later gets it, too.
  package func finish(_ frame: [UInt8]) { tell(.last(ByteBuffer(bytes: frame))) }

  private func tell(_ message: Message) {
    let viewers = state.withLock { state in
      state.newest = message
      return Array(state.viewers.values)
    }
    for viewer in viewers { viewer(message) }
  }

  /// Adds a viewer, who gets the newest frame at once.
  func join(_ viewer: @escaping @Sendable (Message) -> Void) -> Int {
    let (place, newest) = state.withLock { state in
      state.next += 1
      state.viewers[state.next] = viewer
      return (state.next, state.newest)
    }
    if let newest { viewer(newest) }
    return place
  }

  func leave(_ place: Int) { state.withLock { $0.viewers[place] = nil } }
}
