import FoundationEssentials
import Report
import RunModel

/// What the shards of a run last said of themselves, and which of them say nothing any more.
package struct ShardStandings: Sendable {
  /// By number.
  package private(set) var all: [Int: LiveStanding] = [:]
  /// When each said it, by the folder's clock, seconds since 1970: of one clock, so that they can be compared.
  private var said: [Int: Double] = [:]
  /// Those that have their report.
  package private(set) var ended: Set<Int> = []

  /// A shard that says nothing for so many seconds while others do has been lost: each says how it stands once a second.
  package static let patience = 15.0

  package init() {}

  /// Reads what stands in the shards' folders. What one said before and cannot be read now is kept.
  mutating func look(_ folder: ShardsFolder, count: Int) {
    for number in 1...count {
      let paths = folder.run(of: number)
      if paths.hasReport { ended.insert(number) } else { ended.remove(number) }
      let file = LiveFile(folder: paths.folder)
      guard let written = file.written?.timeIntervalSince1970, written != said[number],
        let standing = file.read()
      else { continue }
      take(standing, of: number, at: written)
    }
  }

  mutating func take(_ standing: LiveStanding, of shard: Int, at said: Double) {
    all[shard] = standing
    self.said[shard] = said
  }

  mutating func end(_ shard: Int) { ended.insert(shard) }

  /// When any of them last said something; `nil` before that.
  package var newest: Double? { said.values.max() }

  /// Those of some shards that have no report, and say nothing while others do. Pure.
  package func silent(of wanted: [Int]) -> Set<Int> {
    guard let newest, let oldest = all.values.map(\.elapsed).max() else { return [] }
    return Set(
      wanted.filter { shard in
        if ended.contains(shard) || all[shard]?.phase == RunProgress.Phase.done.rawValue { return false }
        // All begin at one instant: one that has said nothing yet is silent since then.
        return newest - (said[shard] ?? newest - oldest) > Self.patience
      })
  }
}
