import Reactor
import RunModel

/// Hands rate tokens to the workers of a run: the shell around ``RateGate``. One for a run, so that limits are
/// shared by all scenarios that they hold for. Confined to the run's loop.
final class TokenDesk: @unchecked Sendable {
  private let scope: RunScope
  private var gate = RateGate()
  private var limits: [String: Int] = [:]
  private var waiting: [Int: Worker] = [:]
  private var timer: TimerToken?
  private var timerAt = RunInstant.zero

  init(_ scope: RunScope) { self.scope = scope }

  /// A lane under these limits. Limits of the same name are one.
  func lane(_ wanted: [(name: String, limit: RateLimit)]) -> Lane {
    let numbers = wanted.map { name, limit in
      if let known = limits[name] { return known }
      let number = gate.addLimit(limit)
      limits[name] = number
      return number
    }
    return Lane(desk: self, number: gate.addLane(limits: numbers), isOpen: numbers.isEmpty)
  }

  /// A line of attempts under the same limits.
  struct Lane {
    fileprivate let desk: TokenDesk
    fileprivate let number: Int
    /// Without any limit there is nothing to wait for.
    fileprivate let isOpen: Bool

    /// Takes a token if there is one now.
    func tryTake(at now: RunInstant) -> Bool { isOpen || desk.gate.tryTake(lane: number, at: now) }

    /// The worker waits in the lane: its `tokenWait` is resumed with the grant.
    func wait(_ worker: Worker) {
      let ticket = desk.gate.ask(lane: number, at: desk.scope.now)
      desk.waiting[ticket] = worker
      desk.serve()
    }

    /// Everyone who waits here is sent away without a token.
    func close() {
      for ticket in desk.gate.withdraw(lane: number) { desk.resume(ticket, with: nil) }
    }
  }

  private func serve() {
    let now = scope.now
    while let grant = gate.grant(at: now) { resume(grant.ticket, with: grant) }
    // A timer that is set already and not too late serves as well.
    if let timer, timer.isPending, let next = gate.nextGrant(after: now), timerAt <= next { return }
    timer?.cancel()
    timer = gate.nextGrant(after: now).map { instant in
      timerAt = instant
      return scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in self?.serve() }
    }
  }

  private func resume(_ ticket: Int, with grant: RateGate.Grant?) {
    guard let worker = waiting.removeValue(forKey: ticket) else { return }
    worker.tokenWait?.resume(returning: grant)
    worker.tokenWait = nil
  }
}
