/// What goes to one viewer: a frame that is being written, and the newest one after it. A viewer that is slow misses
/// frames; nothing is queued. Pure.
struct Outbox<Frame> {
  private(set) var isWriting = false
  private var next: Frame?
  /// Frames that were never sent, because newer ones came.
  private(set) var missed = 0

  /// Takes a new frame; returns what is to be written now.
  mutating func offer(_ frame: Frame) -> Frame? {
    guard isWriting else {
      isWriting = true
      return frame
    }
    if next != nil { missed += 1 }
    next = frame
    return nil
  }

  /// What was being written is gone; returns what is to be written now.
  mutating func wrote() -> Frame? {
    let frame = next
    next = nil
    isWriting = frame != nil
    return frame
  }
}
