/// What lies between the run and the client does to a stream: pings in its silences, a proxy that holds back. Pure.
struct StreamShaping {
  private let ping: Double
  private let buffer: Int
  private let bandwidth: Double
  private let pingsAfterSilence: Bool

  init(_ configuration: MockConfiguration) {
    ping = configuration.ping
    buffer = configuration.buffer
    bandwidth = configuration.bandwidth
    pingsAfterSilence = configuration.generation.relaysFromCelery
  }

  func shape(_ plan: inout AnswerPlan) {
    if ping > 0 { addPings(&plan) }
    if buffer > 0 { holdBack(&plan) }
    if bandwidth > 0 { narrow(&plan) }
  }

  /// 1.11 sends a ping at each boundary since the start, later ones after a silence of that length.
  private func addPings(_ plan: inout AnswerPlan) {
    var shaped: [AnswerPlan.Piece] = []
    var (now, next) = (0.0, ping)
    for var piece in plan.pieces {
      let due = now + piece.pause
      while next <= due, shaped.count < 1_000_000 {
        shaped.append(.init(pause: next - now, text: "event: ping\n\n"))
        (now, next) = (next, next + ping)
      }
      piece.pause = due - now
      now = due
      if pingsAfterSilence { next = now + ping }
      shaped.append(piece)
    }
    plan.pieces = shaped
  }

  /// Each piece takes its time on the way, and the next ones wait behind it.
  private func narrow(_ plan: inout AnswerPlan) {
    var (written, arrived) = (0.0, 0.0)
    for index in plan.pieces.indices {
      written += plan.pieces[index].pause
      let before = arrived
      arrived = max(written, arrived) + Double(plan.pieces[index].bytes.count) / bandwidth * 1000
      plan.pieces[index].pause = arrived - before
    }
  }

  /// Joins pieces until they fill the proxy's buffer; the last ones come with the end.
  private func holdBack(_ plan: inout AnswerPlan) {
    var shaped: [AnswerPlan.Piece] = []
    var held = AnswerPlan.Piece(pause: 0, bytes: [])
    for piece in plan.pieces {
      held.pause += piece.pause
      held.needsTool = held.needsTool || piece.needsTool
      held.bytes += piece.bytes
      if held.bytes.count >= buffer {
        shaped.append(held)
        held = .init(pause: 0, bytes: [])
      }
    }
    if !held.bytes.isEmpty { shaped.append(held) }
    plan.pieces = shaped
    plan.celeryPiece = plan.celeryPiece.map { _ in 0 }
  }
}
