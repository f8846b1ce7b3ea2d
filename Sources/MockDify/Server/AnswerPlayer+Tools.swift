import NIOCore

/// The place among the tools that a run waits for.
extension AnswerPlayer {
  /// Goes on when a tool is free; it is, again, when the piece has been written.
  func waitForTool(_ registry: RunRegistry) {
    output.flush()
    let begun = MockRunLog.now
    registry.enterTool { [self] in
      holdsTool = true
      waited += Double(MockRunLog.now - begun) / 1e6
      due = .now()
      output.channel.isActive ? advance() : leaveTool()
    }
  }

  func leaveTool() {
    if holdsTool { registry?.leaveTool() }
    holdsTool = false
  }
}
