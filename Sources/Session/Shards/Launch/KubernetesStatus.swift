import FoundationEssentials
import RunModel

/// What a cluster says of an Indexed Job. Pure.
struct KubernetesStatus: Decodable {
  private struct Condition: Decodable {
    var type: String
    var status: String
  }

  private var failedIndexes: String?
  private var completedIndexes: String?
  private var conditions: [Condition]?

  /// `nil` for what is no status.
  init?(_ text: String) {
    guard let read = try? DocumentDecoder.decode(Self.self, from: Array(text.utf8)) else { return nil }
    self = read
  }

  /// Those of some shards that are over. The job's indices are their places.
  func ended(of shards: [Int]) -> [Int: String] {
    var ended: [Int: String] = [:]
    let isOver = (conditions ?? []).contains {
      ["Complete", "Failed"].contains($0.type) && $0.status == "True"
    }
    let (failed, done) = (Self.indices(failedIndexes), Self.indices(completedIndexes))
    for (index, shard) in shards.enumerated() {
      if failed.contains(index) {
        ended[shard] = "was lost: its pod has failed"
      } else if done.contains(index) || isOver {
        ended[shard] = "was lost: its pod has ended"
      }
    }
    return ended
  }

  /// `1,3-5,7`
  private static func indices(_ text: String?) -> Set<Int> {
    var found: Set<Int> = []
    for part in (text ?? "").split(separator: ",") {
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last, last < ManifestShard.limit else {
        continue
      }
      found.formUnion(first...last)
    }
    return found
  }
}
