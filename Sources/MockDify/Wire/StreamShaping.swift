/// What lies between the run and the client does to a stream: pings in its silences, a proxy that holds back. Pure.
struct StreamShaping {
  private let ping: Double
  private let buffer: Int
  private let pingsAfterSilence: Bool

  init(_ configuration: MockConfiguration) {
    ping = configuration.ping
    buffer = configuration.buffer
    pingsAfterSilence = configuration.generation.relaysFromCelery
  }

  func shape(_ plan: inout AnswerPlan) {
    if ping > 0 { addPings(&plan) }
    if buffer > 0 { holdBack(&plan) }
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

  /// Joins pieces until they fill the proxy's buffer; the last ones come with the end.
  private func holdBack(_ plan: inout AnswerPlan) {
    var shaped: [AnswerPlan.Piece] = []
    var held = AnswerPlan.Piece(pause: 0, bytes: [])
    for piece in plan.pieces {
      held.pause += piece.pause
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
