import DequeModule
import RunModel

/// Decides who gets the next rate token when several limits hold and several lanes share some of them. Pure.
///
/// A lane is a line of attempts to which the same limits apply. In a lane grants are in the order of asking;
/// between lanes the one that has waited longest comes first, and a lane that is held back by a limit of its
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

  private struct Lane: Sendable {
    var limits: [Int]
    var waiting = Deque<Ticket>()
  }

  private var limiters: [RateLimiter] = []
  private var lanes: [Lane] = []
  private var tickets = 0
  private var waiting = 0

  package init() {}

  /// Adds a limit; its number.
  package mutating func addLimit(_ limit: RateLimit) -> Int {
    limiters.append(RateLimiter(limit))
    return limiters.count - 1
  }

  /// Adds a lane under these limits; its number.
  package mutating func addLane(limits: [Int]) -> Int {
    lanes.append(Lane(limits: limits))
    return lanes.count - 1
  }

  /// Takes a token now, if it may and nobody waits; never waits.
  package mutating func tryTake(lane: Int, at now: RunInstant) -> Bool {
    guard waiting == 0, earliest(lane, at: now) <= now else { return false }
    take(lane, at: now)
    return true
  }

  /// Asks for a token; the ticket's number.
  package mutating func ask(lane: Int, at now: RunInstant) -> Int {
    tickets += 1
    waiting += 1
    lanes[lane].waiting.append(Ticket(number: tickets, asked: now))
    return tickets
  }

  /// The next grant that is due now.
  package mutating func grant(at now: RunInstant) -> Grant? {
    let ready = lanes.indices.filter { !lanes[$0].waiting.isEmpty && earliest($0, at: now) <= now }
    let longest = ready.min { lanes[$0].waiting[0].number < lanes[$1].waiting[0].number }
    guard let lane = longest, let ticket = lanes[lane].waiting.popFirst() else { return nil }
    waiting -= 1
    let due = earliest(lane, at: ticket.asked)
    take(lane, at: now)
    return Grant(ticket: ticket.number, due: due)
  }

  /// When the next grant will be due; `nil` when nobody waits.
  package func nextGrant(after now: RunInstant) -> RunInstant? {
    guard waiting > 0 else { return nil }
    return lanes.indices.lazy.filter { !lanes[$0].waiting.isEmpty }.map { earliest($0, at: now) }.min()
  }

  /// Everyone who waits in the lane goes away; their tickets.
  package mutating func withdraw(lane: Int) -> [Int] {
    let gone = lanes[lane].waiting.map(\.number)
    waiting -= gone.count
    lanes[lane].waiting = []
    return gone
  }

  private func earliest(_ lane: Int, at now: RunInstant) -> RunInstant {
    lanes[lane].limits.reduce(now) { max($0, limiters[$1].earliest(at: now)) }
  }

  private mutating func take(_ lane: Int, at now: RunInstant) {
    for limit in lanes[lane].limits { _ = limiters[limit].reserve(at: now) }
  }
}
