import Statistics

/// One of several manifests, or of their reports, that together are one: shard 2 of 4.
///
/// Of each `count` consecutive cases every shard has one, in an order that changes from one such group to the
/// next: shards are disjoint, complete, of one size but for one case, and none has only the first values of a
/// dimension.
///
/// Of a load over time that has fewer cases than shards every shard has one, which it shares with others: a shard
/// without a case would send nothing, and its part of the load would be missing.
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
    guard (1...Self.limit).contains(count), (1...count).contains(number) else { return nil }
    self.init(number, of: count)
  }

  /// Whether the case at a position of the whole, from 0, belongs to it.
  package func holds(position: Int) -> Bool {
    if sharesCases { return numbers.contains { ($0 - 1) % wholeCount == position } }
    let (group, place) = position.quotientAndRemainder(dividingBy: count)
    let turn = Int(SplitMix64.mix(UInt64(group) &+ 0x9e37_79b9_7f4a_7c15) % UInt64(count))
    return numbers.contains((place + turn) % count + 1)
  }

  /// Whether there are fewer cases than shards; ``wholeCount`` is known before the cases are only of a load over time.
  private var sharesCases: Bool { (1..<count).contains(wholeCount) }

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
