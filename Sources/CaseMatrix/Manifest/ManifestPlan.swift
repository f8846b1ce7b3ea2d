import RunModel

/// A manifest in the making: the wanted cases of a source under a header. Pure but for what the source reads.
package struct ManifestPlan: Sendable {
  /// The header. Its hash and counts are known after the first pass.
  package var header: ManifestHeader
  package let source: any CaseWalkSource
  package let selection: CaseSelection
  /// The part of the selected cases that is taken; `nil` for all.
  package let shard: ManifestShard?
  /// Whether the load's length and its number of arrivals are those that a pass finds.
  package var findsArrivals = false
  /// A pass ends after so many bytes of lines; `nil` for all. Its counts are of what it has seen then.
  package var lookLimit: Int?
  /// Whether the last pass ended so.
  package private(set) var isPartial = false
  /// How many selected cases there are of scenarios whose load goes through them again and again: a shard's part depends on
  /// it. `nil` until they are counted.
  private var repeated: [String: Int]?

  package init(
    header: ManifestHeader, source: any CaseWalkSource, selection: CaseSelection = .everything,
    shard: ManifestShard? = nil
  ) {
    self.header = header
    self.source = source
    self.selection = selection
    self.shard = shard
    if let shard { self.header.shard = shard }
    if let text = selection.text { self.header.metadata["selection"] = text }
  }

  /// Goes through the cases once: counts and hashes them, hands each line of this shard to `write`, each case to `see`
  /// where there is one, and gives the first so many cases. Throws what the source and `write` throw, and
  /// ``NothingSelected`` when it may not be empty.
  package mutating func pass(
    show: Int = 0, mayBeEmpty: Bool = false, write: ([UInt8]) throws -> Void = { _ in },
    see: ((TestCase) -> Void)? = nil
  ) throws -> [TestCase] {
    var seal = ManifestSeal(header, taking: shard, repeated: try countRepeated())
    var shown: [TestCase] = []
    var walk = SelectedWalk(try wholeWalk(sees: see != nil), selection)
    var seen = 0
    while try walk.next() {
      let line = try walk.base.line()
      seen += line.count
      guard seal.add(line, try walk.base.facts()) else { continue }
      try write(line)
      if let see { see(try walk.base.testCase()) }
      if shown.count < show { shown.append(try walk.base.testCase()) }
      if let lookLimit, seen > lookLimit {
        isPartial = true
        break
      }
    }
    header = seal.sealed(withArrivals: findsArrivals)
    if seal.position == 0, !mayBeEmpty, selection != .everything { throw try nothingSelected() }
    return shown
  }

  /// Where only lines are wanted they are made ahead.
  private func wholeWalk(sees: Bool) throws -> any CaseWalk {
    let needsCases = sees || selection != .everything
    return try (needsCases ? nil : LinesAhead(source)) ?? source.walk()
  }

  /// Counts before cases are dealt, of a shard alone, and only where several scenarios or too few cases make a difference.
  private mutating func countRepeated() throws -> [String: Int] {
    guard let shard, header.mayRepeatCases else { return [:] }
    if let repeated { return repeated }
    let counts = try countByScenario()
    let isPlain = counts.count == 1 && counts.values.reduce(0, +) >= shard.count
    repeated = isPlain ? [:] : counts.filter { header.repeatsCases(of: $0.key) }
    return repeated ?? [:]
  }

  /// How many selected cases there are of each scenario. They are made only where the selection asks for it.
  private func countByScenario() throws -> [String: Int] {
    let parts = header.parts ?? []
    // A manifest that was written has counted already.
    if selection == .everything, header.caseCount > 0, parts.reduce(0, { $0 + $1.cases }) == header.caseCount
    {
      return parts.reduce(into: [:]) { if $1.cases > 0 { $0[$1.scenario, default: 0] += $1.cases } }
    }
    var counts: [String: Int] = [:]
    var walk = SelectedWalk(try source.walk(), selection)
    while try walk.next() { counts[try walk.base.facts().scenario, default: 0] += 1 }
    return counts
  }

  /// The cases of this shard, one at a time.
  package func cases() -> Cases { Cases(plan: self) }

  /// A way through the cases of this shard. It begins at its first step, which throws what cannot be read.
  package struct Cases {
    private let plan: ManifestPlan
    private var walk: SelectedWalk?
    private var deal: ShardDeal?

    init(plan: ManifestPlan) {
      self.plan = plan
      deal = plan.shard.map { ShardDeal($0, repeated: plan.repeated ?? [:]) }
    }

    /// The next case; `nil` after the last.
    package mutating func next() throws -> TestCase? {
      if walk == nil { walk = SelectedWalk(try plan.source.walk(), plan.selection) }
      while try walk!.next() {
        if try deal?.takesNext(of: walk!.base.facts().scenario) ?? true { return try walk!.base.testCase() }
      }
      return nil
    }
  }

  /// No case has what was asked for.
  package struct NothingSelected: Error, CustomStringConvertible {
    package var description: String
  }

  /// Says what there is to select by.
  private func nothingSelected() throws -> NothingSelected {
    var tags: Set<String> = []
    var walk = try source.walk()
    var count = 0
    while try walk.next(), count < 100_000, tags.count < 1000 {
      count += 1
      for (name, value) in try walk.testCase().tags { tags.insert("\(name)=\(value)") }
    }
    let wanted = selection.tags.flatMap { name, values in values.map { "\(name)=\($0)" } }
    let near = wanted.compactMap { NearestWord.find($0, in: tags.sorted()) }.first
    let known =
      tags.isEmpty ? "the cases have no tags" : "tags are " + tags.sorted().prefix(12).joined(separator: ", ")
    return NothingSelected(
      description: "no case has \(selection.text ?? ""); "
        + (near.map { "did you mean '\($0)'? " } ?? "") + known + "; `floodgate plan --show 20` lists ids")
  }
}
