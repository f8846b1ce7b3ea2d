import FoundationEssentials
import RunModel

/// What a client has seen of the runs that it began at one target. Confined to the run's loop.
package final class RunLedger {
  /// A run of which no end was seen, or that was asked to stop.
  struct Open: Sendable {
    var seen: SeenEnd
    var taskID: String?
    var conversationID: String?
    var user: String
    /// Whether the server was asked to stop it.
    var wasStopped: Bool
  }

  /// What one request came to.
  struct Entry {
    var user: String
    var seen: SeenEnd
    /// Whether it may have begun a run although the answer names none.
    var mayHaveBegun: Bool
  }

  let keepsAll: Bool
  let startedAt: Date
  private(set) var sent = 0
  private(set) var unanswered = 0
  /// Requests that were given up before their run had a name, so that it could not be stopped.
  private(set) var unnamed = 0
  /// The end that was seen of each run, by its id; only when all are kept.
  private(set) var seen: [String: SeenEnd] = [:]
  private(set) var open: [String: Open] = [:]
  /// Conversations with the user of each.
  private(set) var conversations: [String: String] = [:]
  private(set) var users: Set<String> = []
  /// The conversation of each message; only when all are kept.
  private(set) var conversationOf: [String: String] = [:]
  /// Runs without an end that are not kept, since there are so many.
  private(set) var openLeftOut = 0
  /// What there was no room for.
  private(set) var leftOut = 0

  /// So many runs are kept.
  static let limit = 500_000
  /// So many without an end are, when the others are not.
  static let openLimit = 1000

  /// - Parameter keepsAll: whether every run is to be compared; else those without an end are kept.
  package init(keepsAll: Bool, startedAt: Date = Date()) {
    (self.keepsAll, self.startedAt) = (keepsAll, startedAt)
  }

  /// Runs whose beginning was seen.
  var begun: Int { seen.count + leftOut }

  func note(_ exchange: borrowing ExchangeRecord, _ entry: Entry) {
    guard exchange.bytesSent > 0 || exchange.firstByte != nil else { return }
    sent += 1
    if keepsAll { users.insert(entry.user) }
    if exchange.stopRequest == .impossible { unnamed += 1 }
    guard let id = exchange.messageID ?? exchange.runID else {
      if entry.mayHaveBegun { unanswered += 1 }
      return
    }
    if seen.count < Self.limit { keep(id, exchange, entry) } else { leftOut += 1 }
  }

  private func keep(_ id: String, _ exchange: borrowing ExchangeRecord, _ entry: Entry) {
    if keepsAll {
      seen[id] = entry.seen
      if let conversation = exchange.conversationID {
        conversations[conversation] = entry.user
        conversationOf[id] = conversation
      }
    }
    guard entry.seen == .cut || entry.seen == .stopped else { return }
    guard keepsAll || open.count < Self.openLimit else {
      openLeftOut += 1
      return
    }
    open[id] = Open(
      seen: entry.seen, taskID: exchange.taskID, conversationID: exchange.conversationID, user: entry.user,
      wasStopped: exchange.stopRequest == .sent)
  }

  /// Where a message is looked for: its conversation and the user of that.
  var places: [String: (conversation: String, user: String)] {
    if keepsAll {
      return conversationOf.compactMapValues { id in conversations[id].map { (id, $0) } }
    }
    return open.compactMapValues { run in run.conversationID.map { ($0, run.user) } }
  }

  /// The server is asked to stop it.
  func noteStop(_ id: String) { open[id]?.wasStopped = true }
}
