/// One of several manifests, or of their reports, that together are one: shard 2 of 4.
///
/// Which cases it has is said by `ShardDeal`.
public struct ManifestShard: Sendable, Hashable, Codable {
  /// Which shards, from 1; a merged report holds several.
  public var numbers: [Int]
  /// How many there are.
  public var count: Int
  /// ``ManifestHeader/contentHash`` of the whole; empty until it is known.
  package var wholeHash: String
  /// Cases of the whole.
  package var wholeCount: Int

  /// The most shards.
  package static let limit = 10_000
  /// How many shards there may be.
  package static let counts = 1...limit

  /// A shard; `number` is from 1 to `count`.
  package init(_ number: Int, of count: Int, wholeHash: String = "", wholeCount: Int = 0) {
    numbers = [number]
    self.count = count
    self.wholeHash = wholeHash
    self.wholeCount = wholeCount
  }

  /// Reads `2/4`; `nil` when it is no shard.
  public init?(_ text: String) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let number = sides[0], let count = sides[1] else { return nil }
    guard Self.counts.contains(count), (1...count).contains(number) else { return nil }
    self.init(number, of: count)
  }

  /// How the note of a shard's report begins.
  package static let noteStart = "a part of the load, "

  /// What the reader of a shard's report should know.
  package var note: String { "\(Self.noteStart)shard \(self): of the cases, rates, users and limits" }

  /// The shards that are not here, from 1.
  package var missing: [Int] { (1...count).filter { !numbers.contains($0) } }
}

extension ManifestShard: CustomStringConvertible {
  /// `2/4`.
  public var description: String { numbers.map(String.init).joined(separator: "+") + "/\(count)" }
}
