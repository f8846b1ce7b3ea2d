import Glibc
import NIOCore

/// The server's tables of runs, conversations and messages: what its logs tell. A run stands here from its beginning, and
/// goes on here when its client has gone. On the server's loop.
final class RunRecords {
  private let configuration: MockConfiguration
  private var random: MockRandom
  private(set) var all: [RunRecord] = []
  private var places: [String: Int] = [:]
  private var turns: [String: Int] = [:]
  private var ends: [String: Scheduled<Void>] = [:]
  /// The first this many are kept.
  private static let limit = 200_000
  /// From a stop call to the end of its run, milliseconds, as 1.12.1 takes.
  private static let stopTime: Int64 = 20

  init(_ configuration: MockConfiguration) {
    self.configuration = configuration
    random = MockRandom(seed: configuration.seed)
  }

  /// How many turns a conversation has had.
  func turns(of conversation: String?) -> Int { conversation.flatMap { turns[$0] } ?? 0 }

  /// A run has begun.
  func begin(_ record: RunRecord) {
    if record.kind == .chat { turns[record.conversationID, default: 0] += 1 }
    guard all.count < Self.limit, random.unit() >= configuration.lostRecords else { return }
    var record = record
    record.created = time(nil)
    places[record.taskID] = all.count
    all.append(record)
  }

  /// A run has come to its end.
  func end(_ taskID: String) { finish(taskID) { $0.outcome } }

  /// Its client has gone: it goes on, and ends in so many milliseconds.
  func goOn(_ taskID: String, for milliseconds: Double, on loop: any NIOCore.EventLoop) {
    guard let place = places[taskID], all[place].isRunning else { return }
    ends[taskID] = loop.assumeIsolated().scheduleTask(in: .nanoseconds(Int64(milliseconds * 1e6))) { [self] in
      end(taskID)
    }
  }

  /// A stop call has come for it.
  func stop(_ taskID: String, on loop: any NIOCore.EventLoop) {
    guard let place = places[taskID], all[place].isRunning else { return }
    ends.removeValue(forKey: taskID)?.cancel()
    // 1.12.1 leaves most of them so, though their slots are free.
    if random.unit() < configuration.stopsUnrecorded { return }
    loop.assumeIsolated().scheduleTask(in: .milliseconds(Self.stopTime)) { [self] in
      finish(taskID) { _ in .stopped }
    }
  }

  private func finish(_ taskID: String, _ status: (RunRecord) -> RunRecord.Status) {
    guard let place = places[taskID], all[place].isRunning else { return }
    ends.removeValue(forKey: taskID)?.cancel()
    all[place].status = status(all[place])
    all[place].finished = time(nil)
  }
}
