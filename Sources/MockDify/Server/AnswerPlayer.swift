import Glibc
import NIOCore

/// Plays one answer on a connection, piece by piece, with its pauses. On the server's loop.
final class AnswerPlayer {
  private let plan: AnswerPlan
  private var script: WireScript
  let output: ChannelHandlerContext
  private let finished: () -> Void
  var registry: RunRegistry?
  private var holdsCelery = false
  var holdsTool = false
  /// What the run waited for tools, milliseconds: its own times hold that.
  var waited = 0.0
  private var next = 0
  private var isStopped = false
  private var timer: Scheduled<Void>?
  /// When the next piece is due: pauses add up from the beginning, so that late timers do not.
  var due = NIODeadline.now()
  /// What was done of it; `nil` when nobody wants to know.
  var log: MockRunLog?

  /// - Parameter registry: where the run is counted; `nil` when the answer is no run.
  /// - Parameter output: where bytes are written to.
  /// - Parameter finished: called when the connection may be used again.
  init(
    _ plan: AnswerPlan, _ script: WireScript, registry: RunRegistry?, output: ChannelHandlerContext,
    finished: @escaping () -> Void
  ) {
    (self.plan, self.script, self.registry, self.output) = (plan, script, registry, output)
    self.finished = finished
  }

  func play() {
    if let record = plan.record { registry?.records.begin(record) }
    if let taskID = plan.taskID, !plan.stopped.isEmpty {
      registry?.whenStopped(taskID) { [weak self] in self?.stop() }
    }
    due = .now()
    wait(script.head.pause) { player in
      player.write(player.script.head.bytes)
      player.log?.head = MockRunLog.now
      player.advance()
    }
  }

  /// The client has gone; its run goes on.
  func abandon() {
    timer?.cancel()
    goOnAlone()
    leave()
  }

  /// Writes the pieces that are due now, then waits for the next.
  func advance() {
    while next < script.body.count {
      if next == plan.celeryPiece, !holdsCelery, let registry {
        output.flush()
        return registry.enterCelery { [self] in
          holdsCelery = true
          due = .now()
          output.channel.isActive ? advance() : leaveCelery()
        }
      }
      let piece = script.body[next]
      if piece.needsTool, !holdsTool, let registry { return waitForTool(registry) }
      next += 1
      if piece.pause > 0 {
        output.flush()
        return wait(piece.pause) { player in
          player.write(piece.bytes)
          player.advance()
        }
      }
      write(piece.bytes)
    }
    output.flush()
    wait(script.end.pause) { $0.finish() }
  }

  /// A stop call has come: what ends the stream then takes the place of what was left.
  private func stop() {
    guard next < script.body.count else { return }
    isStopped = true
    timer?.cancel()
    script.body = plan.stopped.map(WireScript.chunk)
    next = 0
    holdsCelery = true
    due = .now()
    advance()
  }

  private func write(_ planned: [UInt8]) {
    guard !planned.isEmpty else { return }
    let bytes = LateElapsed.shift(planned, by: waited, ofTool: holdsTool)
    if holdsTool { leaveTool() }
    log?.note(bytes, at: MockRunLog.now)
    output.write(NIOAny(output.channel.allocator.buffer(bytes: bytes)), promise: nil)
  }

  /// A run whose client has gone goes on in the server's tables.
  private func goOnAlone() {
    guard let record = plan.record, !isStopped, script.ending != .silence else { return }
    // What it waits for now, and what was to come after.
    let now = max(0, Double((due - .now()).nanoseconds) / 1e6)
    let start = now + (next < script.body.count ? script.end.pause : 0)
    let rest = script.body.dropFirst(next).reduce(start) { $0 + $1.pause }
    registry?.records.goOn(record.taskID, for: rest, on: output.eventLoop)
  }

  private func finish() {
    if script.ending != .silence, !isStopped, let record = plan.record {
      registry?.records.end(record.taskID)
    }
    write(script.end.bytes)
    output.flush()
    switch script.ending {
    case .silence: return
    case .keep:
      leave()
      finished()
    case .close:
      leave()
      output.close(promise: nil)
    case .reset: reset()
    }
  }

  /// Closes without an orderly end.
  private func reset() {
    leave()
    let provider = output.channel as? any SocketOptionProvider
    _ = provider?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    output.close(promise: nil)
  }

  private func leave() {
    if var log {
      log.end = MockRunLog.now
      registry?.keep(log)
    }
    log = nil
    leaveCelery()
    leaveTool()
    leavePlace()
    registry = nil
  }

  /// The place of a run that was stopped may stay taken for a while.
  private func leavePlace() {
    guard isStopped, plan.stopHold > 0, let registry else {
      return registry?.leave(taskID: plan.taskID) ?? ()
    }
    let taskID = plan.taskID
    output.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(Int64(plan.stopHold * 1e6))) {
      registry.leave(taskID: taskID)
    }
  }

  private func leaveCelery() {
    if holdsCelery, plan.celeryPiece != nil { registry?.leaveCelery() }
    holdsCelery = false
  }

  private func wait(_ milliseconds: Double, _ then: @escaping (AnswerPlayer) -> Void) {
    guard milliseconds > 0 else { return then(self) }
    due = due + .nanoseconds(Int64(milliseconds * 1e6))
    timer = output.eventLoop.assumeIsolated().scheduleTask(deadline: due) { [self] in
      output.channel.isActive ? then(self) : abandon()
    }
  }
}
