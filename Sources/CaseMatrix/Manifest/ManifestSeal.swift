import RunModel
import Statistics

/// What a header says of its cases: their hash and their counts. A fold over their lines. Pure.
package struct ManifestSeal: Sendable {
  private var header: ManifestHeader
  private let shard: ManifestShard?
  private var deal: ShardDeal?
  private var parts: [ManifestPart]
  private var hash = SHA256()
  private var wholeHash = SHA256()
  private var last = 0
  /// Cases so far, those of other shards too.
  package private(set) var position = 0
  /// When the last case arrives, seconds; 0 when none says so.
  private var lastArrival = 0.0

  /// Of no case yet.
  ///
  /// - Parameters:
  ///   - shard: the part of the cases that the header is for; `nil` for all.
  ///   - repeated: how many cases there are of scenarios whose load goes through them again and again.
  package init(
    _ header: ManifestHeader, taking shard: ManifestShard? = nil, repeated: [String: Int] = [:]
  ) {
    self.header = header
    self.shard = shard
    deal = shard.map { ShardDeal($0, repeated: repeated) }
    parts = (header.parts ?? []).map {
      ManifestPart(scenario: $0.scenario, variant: $0.variant, dimensions: $0.dimensions)
    }
    self.header.caseCount = 0
  }

  /// Takes in the next case. `false` when it belongs to another shard.
  @discardableResult
  package mutating func add(_ line: [UInt8], _ facts: CaseFacts) -> Bool {
    defer { position += 1 }
    if let arrival = facts.arrival { lastArrival = arrival }
    if let isDealt = deal?.takesNext(of: facts.scenario) {
      wholeHash.update(line)
      if !isDealt { return false }
    }
    hash.update(line)
    header.caseCount += 1
    if !parts.indices.contains(last) || !facts.belong(to: parts[last]) { last = index(of: facts) }
    parts[last].count(turns: facts.turns)
    return true
  }

  mutating func add(_ line: [UInt8], of testCase: TestCase) { add(line, CaseFacts(testCase)) }

  private mutating func index(of facts: CaseFacts) -> Int {
    if let index = parts.firstIndex(where: facts.belong) { return index }
    parts.append(ManifestPart(scenario: facts.scenario, variant: facts.variant))
    return parts.count - 1
  }

  /// The header with its hashes and counts; with those of a replay's load, where they are to be found.
  package func sealed(withArrivals: Bool = false) -> ManifestHeader {
    var (header, hash, wholeHash) = (self.header, self.hash, self.wholeHash)
    if withArrivals, var replay = header.execution.load.load(as: ReplayLoad.self) {
      (replay.count, replay.span) = (position, .seconds(lastArrival))
      header.execution.load = LoadProfile(replay)
    }
    header.contentHash = SHA256.hexadecimal(digest: hash.finish())
    header.parts = parts
    if var shard {
      shard.wholeHash = SHA256.hexadecimal(digest: wholeHash.finish())
      shard.wholeCount = position
      header.shard = shard
    }
    return header
  }
}

/// By which a case is counted.
package struct CaseFacts: Sendable, Equatable {
  package var scenario: String
  package var variant: String?
  package var turns: Int
  package var arrival: Double?

  package init(_ testCase: TestCase) {
    scenario = testCase.scenario
    variant = testCase.variant
    turns = testCase.turns.count
    arrival = testCase.arrival
  }

  package init(_ specification: MatrixSpecification) {
    scenario = specification.scenario
    variant = specification.variant
    turns = specification.turns.count
  }

  func belong(to part: ManifestPart) -> Bool { part.scenario == scenario && part.variant == variant }
}
