import Reactor
import RunModel

/// Hands rate tokens to the workers of a run: the shell around ``RateGate``. One for a run, so that limits are
/// shared by all scenarios that they hold for. Confined to the run's loop.
final class RateTokens: @unchecked Sendable {
  private let scope: RunScope
  private var gate = RateGate()
  private var limits: [String: Int] = [:]
  private var waiting: [Int: Worker] = [:]
  private var alarm: Alarm

  init(_ scope: RunScope) {
    self.scope = scope
    alarm = Alarm(scope)
  }

  /// A queue under these limits. Limits of the same name are one.
  func queue(_ wanted: [(name: String, limit: RateLimit)]) -> Queue {
    let numbers = wanted.map { name, limit in
      if let known = limits[name] { return known }
      let number = gate.addLimit(limit)
      limits[name] = number
      return number
    }
    return Queue(tokens: self, number: gate.addQueue(limits: numbers), hasNoLimit: numbers.isEmpty)
  }

  /// The attempts under the same limits, in the order of asking.
  struct Queue {
    fileprivate let tokens: RateTokens
    fileprivate let number: Int
    /// Without any limit there is nothing to wait for.
    fileprivate let hasNoLimit: Bool

    /// Takes a token if there is one now.
    func tryTake(at now: RunInstant) -> Bool { hasNoLimit || tokens.gate.tryTake(queue: number, at: now) }

    /// The worker waits: its `tokenWait` is resumed with the grant.
    func wait(_ worker: Worker) {
      let ticket = tokens.gate.ask(queue: number, at: tokens.scope.now)
      tokens.waiting[ticket] = worker
      tokens.serve()
    }

    /// Everyone who waits here is sent away without a token.
    func close() {
      for ticket in tokens.gate.withdraw(queue: number) { tokens.resume(ticket, with: nil) }
    }
  }

  private func serve() {
    let now = scope.now
    while let grant = gate.grant(at: now) { resume(grant.ticket, with: grant) }
    if let next = gate.nextGrant(after: now) {
      alarm.set(at: next) { [weak self] in self?.serve() }
    } else {
      alarm.cancel()
    }
  }

  private func resume(_ ticket: Int, with grant: RateGate.Grant?) {
    guard let worker = waiting.removeValue(forKey: ticket) else { return }
    worker.tokenWait?.resume(returning: grant)
    worker.tokenWait = nil
  }
}
