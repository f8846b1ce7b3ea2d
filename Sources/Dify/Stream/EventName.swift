import ServerSentEvents

/// The events of a stream. Those that matter neither to the outcome nor to the clocks are only counted.
enum EventName: UInt8, Sendable, Equatable {
  case workflowStarted, workflowFinished, workflowPaused
  case nodeStarted, nodeFinished, nodeRetry
  /// Of an iteration or a loop.
  case containerStarted, containerEnded
  case text
  /// Text of an agent: what comes as a message after it is the whole again.
  case agentText
  /// A person is asked.
  case personAsked
  case messageEnd, messageReplace
  case error
  /// Known, and of no matter to the outcome or the clocks.
  case known
  case unknown

  /// Reads the name of `{"event": "NAME", ...` without decoding the rest. Text events are told by their name;
  /// mislabelled ones (`message_file` with an answer) are told by their content later.
  init(_ frame: RawSpan) {
    guard let range = Self.nameRange(frame) else {
      self = .unknown
      return
    }
    self = Self.names.first { $0.matches(frame, range) }?.event ?? .unknown
  }

  private struct Known {
    let name: [UInt8]
    let event: EventName

    init(_ name: String, _ event: EventName) {
      self.name = Array(name.utf8)
      self.event = event
    }

    func matches(_ frame: RawSpan, _ range: Range<Int>) -> Bool {
      guard name.count == range.count else { return false }
      for index in name.indices where frame.byte(range.lowerBound + index) != name[index] { return false }
      return true
    }
  }

  /// The most frequent first.
  private static let names =
    [
      Known("text_chunk", .text), Known("message", .text), Known("agent_message", .agentText),
      Known("node_started", .nodeStarted), Known("node_finished", .nodeFinished),
      Known("message_file", .text),
      Known("workflow_started", .workflowStarted), Known("workflow_finished", .workflowFinished),
      Known("message_end", .messageEnd), Known("error", .error), Known("workflow_paused", .workflowPaused),
      Known("message_replace", .messageReplace), Known("node_retry", .nodeRetry),
      Known("iteration_started", .containerStarted), Known("iteration_completed", .containerEnded),
      Known("loop_started", .containerStarted), Known("loop_completed", .containerEnded),
      Known("human_input_required", .personAsked),
    ]
    + [
      "agent_thought", "agent_log", "reasoning_chunk", "text_replace", "iteration_next", "loop_next",
      "parallel_branch_started", "parallel_branch_finished", "tts_message", "tts_message_end",
      "human_input_form_filled", "human_input_form_timeout", "ping",
    ].map { Known($0, .known) }

  /// Where the value of the member "event" is: at the very beginning in every frame that Dify sends; elsewhere
  /// it is looked for at the top level.
  private static func nameRange(_ frame: RawSpan) -> Range<Int>? {
    let key = Self.key
    var position = 0
    let end = frame.byteCount
    while position + key.count < end {
      var matched = 0
      while matched < key.count, frame.byte(position + matched) == key[matched] { matched += 1 }
      if matched == key.count { return valueRange(frame, after: position + key.count) }
      position += 1
    }
    return nil
  }

  private static func valueRange(_ frame: RawSpan, after start: Int) -> Range<Int>? {
    var position = start
    while position < frame.byteCount, frame.byte(position) == 0x20 || frame.byte(position) == 0x3a {
      position += 1
    }
    guard position < frame.byteCount, frame.byte(position) == UInt8(ascii: "\"") else { return nil }
    let first = position + 1
    position = first
    while position < frame.byteCount, frame.byte(position) != UInt8(ascii: "\"") { position += 1 }
    return first..<position
  }

  private static let key = Array("\"event\"".utf8)
}
