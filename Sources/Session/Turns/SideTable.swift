import Judgement
import RunModel

/// Where both sides meet: says whose turn it is, keeps what each turn measured, looks after each pair whether it is decided,
/// and ends it. Both are ready before the first turn begins.
actor SideTable {
  /// A turn that a side may take.
  struct Turn: Sendable {
    /// Counted from 0.
    var pair: Int
    /// The first case of both sides.
    var firstCase: Int
    /// Cases that the other side had in this pair; `nil` for the side that sets them.
    var cases: Int?
    /// The most cases, where the run ends with them.
    var mostCases: Int
  }

  typealias Side = PairedRuns.Side
  typealias Hears = AlternatedRuns.Hears

  let plan: TurnPlan
  /// Cases after which it ends; `nil` when time or pairs end it.
  private let lastCase: Int?
  private let now: @Sendable () -> Double
  private let hears: Hears
  private var until: UntilDecided
  private var played: [Side: [ReportDocument]] = [.first: [], .second: []]
  private var arrived: Set<Side> = []
  /// Sides that had their turn of this pair, or have it.
  private var taken: [Side] = []
  private var firstCase = 0
  private var casesOfPair: [Int] = []
  private var isOver = false
  private var begun: Double?
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// What the last look found.
  private(set) var comparison: Comparison?

  init(
    _ plan: TurnPlan, _ comparer: Comparer, lastCase: Int?, now: @escaping @Sendable () -> Double,
    hears: @escaping Hears
  ) {
    (self.plan, self.lastCase, self.now, self.hears) = (plan, lastCase, now, hears)
    until = UntilDecided(plan, comparer)
  }

  /// The side's next turn, when it has come; `nil` when all is over.
  func next(_ side: Side) async -> Turn? {
    arrived.insert(side)
    if arrived.count == 2, begun == nil {
      begun = now()
      wake()
    }
    while !isOver, !mayPlay(side) { await withCheckedContinuation { waiting.append($0) } }
    if isOver { return nil }
    taken.append(side)
    let most = lastCase.map { max(0, $0 - firstCase) } ?? .max
    return Turn(
      pair: pair, firstCase: firstCase, cases: plan.isTogether ? nil : casesOfPair.first, mostCases: most)
  }

  /// A turn that came to its end, with what it measured and how many cases it took.
  func played(_ side: Side, _ report: ReportDocument, cases: Int) {
    played[side, default: []].append(report)
    casesOfPair.append(cases)
    if casesOfPair.count == 2 { endPair() }
    wake()
  }

  /// A side that plays no more: there is nothing to compare it with.
  func leave() {
    isOver = true
    wake()
  }

  /// The comparison of all whole pairs; `nil` when there is none.
  func conclude() -> Comparison? {
    if let comparison, comparison.design.turns?.pairs == pair { return comparison }
    return look(isOver: true)
  }

  private var pair: Int { min(played[.first]?.count ?? 0, played[.second]?.count ?? 0) }

  private func mayPlay(_ side: Side) -> Bool {
    guard arrived.count == 2, !taken.contains(side) else { return false }
    if plan.isTogether { return true }
    if taken.isEmpty { return (side == .first) == plan.firstBegins(pair: pair) }
    return casesOfPair.count == 1
  }

  private func endPair() {
    firstCase += casesOfPair.max() ?? 0
    (taken, casesOfPair) = ([], [])
    isOver = !plan.hasRoom(after: pair, elapsed: elapsed) || shareOfCases.map { $0 >= 1 } ?? false
    comparison = look(isOver: isOver) ?? comparison
    hears(pair, comparison, [.first, .second].filter { played[$0]?.last?.isAllWarmUp ?? false })
    if let comparison, plan.untilDecided, UntilDecided.isDecided(comparison) { isOver = true }
  }

  private func look(isOver: Bool) -> Comparison? {
    until.look(
      played[.first] ?? [], played[.second] ?? [], elapsed: elapsed, cases: shareOfCases, isOver: isOver)
  }

  /// The share of its cases that are done, of a comparison that ends with them.
  private var shareOfCases: Double? { lastCase.map { Double(firstCase) / Double(max(1, $0)) } }

  private var elapsed: Double { begun.map { now() - $0 } ?? 0 }

  private func wake() {
    let all = waiting
    waiting = []
    for continuation in all { continuation.resume() }
  }
}
