import LoadEngine
import RunModel

/// Hands on to the shards what whoever started them asks for. Once.
struct StopRelay {
  let words: ShardsWords
  let token: CancellationToken
  private var said = CancellationToken.Stage.none
  private var abortedAt: Double?
  /// Whether it was called off before the load began: nothing has to end in order.
  private(set) var isBeforeBegin = false

  init(words: ShardsWords, token: CancellationToken) { (self.words, self.token) = (words, token) }

  /// Whether an abort was handed on.
  mutating func look() -> Bool {
    let stage = token.stage
    if stage > said {
      let stop = ShardsWords.Stop(reason: .user(token.reason ?? "interrupted"), shard: nil)
      try? words.stop(stop, aborts: stage == .abort)
      said = stage
      let begin = try? words.decide(.init(why: "it was interrupted before the load began"))
      isBeforeBegin = begin.map { $0.at == nil } ?? false
      if stage == .abort { abortedAt = FolderClock.system() }
    }
    return abortedAt != nil
  }

  /// Shards that are aborted end within a second or two: those that have not are not going to.
  var isPatienceOver: Bool { abortedAt.map { FolderClock.system() - $0 > 20 } ?? false }
}
