import DequeModule
import RunModel

/// Decides who gets the next rate token when several limits hold and several queues share some of them. Pure.
///
/// A queue is of attempts to which the same limits apply. In a queue grants are in the order of asking;
/// between queues the one that has waited longest comes first, and a queue that is held back by a limit of its
/// own does not hold back the others. A grant takes a token of every limit at the instant of the grant, so that
/// no limit is exceeded in any window.
package struct RateGate: Sendable {
  /// A token for an attempt.
  package struct Grant: Sendable, Equatable {
    /// Who asked.
    package var ticket: Int
    /// When the limits let it go: not before it was asked for.
    package var due: RunInstant
  }

  private struct Ticket: Sendable {
    var number: Int
    var asked: RunInstant
  }

  private struct Queue: Sendable {
    var limits: [Int]
    var waiting = Deque<Ticket>()
  }

  private var limiters: [RateLimiter] = []
  private var queues: [Queue] = []
  private var tickets = 0
  private var waiting = 0

  package init() {}

  /// Adds a limit; its number.
  package mutating func addLimit(_ limit: RateLimit) -> Int {
    limiters.append(RateLimiter(limit))
    return limiters.count - 1
  }

  /// Adds a queue under these limits; its number.
  package mutating func addQueue(limits: [Int]) -> Int {
    queues.append(Queue(limits: limits))
    return queues.count - 1
  }

  /// Takes a token now, if it may and nobody waits; never waits.
  package mutating func tryTake(queue: Int, at now: RunInstant) -> Bool {
    guard waiting == 0, earliest(queue, at: now) <= now else { return false }
    take(queue, at: now)
    return true
  }

  /// Asks for a token; the ticket's number.
  package mutating func ask(queue: Int, at now: RunInstant) -> Int {
    tickets += 1
    waiting += 1
    queues[queue].waiting.append(Ticket(number: tickets, asked: now))
    return tickets
  }

  /// The next grant that is due now.
  package mutating func grant(at now: RunInstant) -> Grant? {
    let ready = queues.indices.filter { !queues[$0].waiting.isEmpty && earliest($0, at: now) <= now }
    let longest = ready.min { queues[$0].waiting[0].number < queues[$1].waiting[0].number }
    guard let queue = longest, let ticket = queues[queue].waiting.popFirst() else { return nil }
    waiting -= 1
    let due = earliest(queue, at: ticket.asked)
    take(queue, at: now)
    return Grant(ticket: ticket.number, due: due)
  }

  /// When the next grant will be due; `nil` when nobody waits.
  package func nextGrant(after now: RunInstant) -> RunInstant? {
    guard waiting > 0 else { return nil }
    return queues.indices.lazy.filter { !queues[$0].waiting.isEmpty }.map { earliest($0, at: now) }.min()
  }

  /// Everyone who waits in the queue goes away; their tickets.
  package mutating func withdraw(queue: Int) -> [Int] {
    let gone = queues[queue].waiting.map(\.number)
    waiting -= gone.count
    queues[queue].waiting = []
    return gone
  }

  private func earliest(_ queue: Int, at now: RunInstant) -> RunInstant {
    queues[queue].limits.reduce(now) { max($0, limiters[$1].earliest(at: now)) }
  }

  private mutating func take(_ queue: Int, at now: RunInstant) {
    for limit in queues[queue].limits { _ = limiters[limit].reserve(at: now) }
  }
}
