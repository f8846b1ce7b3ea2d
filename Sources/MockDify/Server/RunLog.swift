import NIOCore

/// When the stand-in did what of one run, nanoseconds on its own clock: what a client's figures are held against.
package struct MockRunLog: Sendable, Equatable {
  package var taskID: String
  /// The request was whole.
  package var received: Int64
  /// The answer's head was written.
  package var head: Int64?
  /// `workflow_started` was written.
  package var started: Int64?
  /// The first text was written.
  package var firstText: Int64?
  /// The last text was written.
  package var lastText: Int64?
  /// The first terminal event was written.
  package var terminal: Int64?
  /// The answer's end was written.
  package var end: Int64?

  init(taskID: String, received: Int64) { (self.taskID, self.received) = (taskID, received) }

  /// Notes a piece of the body by the name of its event.
  mutating func note(_ bytes: [UInt8], at now: Int64) {
    guard let name = Self.event(bytes) else { return }
    switch name {
    case "workflow_started": started = started ?? now
    case "text_chunk", "message", "agent_message":
      firstText = firstText ?? now
      // A stream of texts ends with one of nothing.
      if !bytes.contains(Self.blank) { lastText = now }
    case "workflow_finished", "message_end", "error": terminal = terminal ?? now
    default: break
    }
  }

  private static let mark = Array("{\"event\": \"".utf8)
  private static let blank = Array("\"text\": \"\"".utf8)

  private static func event(_ bytes: [UInt8]) -> String? {
    guard let start = bytes.prefix(64).place(of: mark) else { return nil }
    let name = bytes[(start + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
    return String(decoding: name, as: UTF8.self)
  }

  /// Now, on the clock of the log.
  static var now: Int64 { Int64(NIODeadline.now().uptimeNanoseconds) }
}

extension Collection<UInt8> where Index == Int {
  fileprivate func place(of pattern: [UInt8]) -> Int? {
    indices.first { self[$0...].starts(with: pattern) }
  }

  fileprivate func contains(_ pattern: [UInt8]) -> Bool { place(of: pattern) != nil }
}
