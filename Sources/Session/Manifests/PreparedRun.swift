import CaseMatrix
import Judgement
import LoadEngine
import Report
import RunModel

/// A manifest, ready to be run: its header, and its cases one at a time, so that they need not be in memory.
package struct PreparedRun: Sendable {
  package private(set) var plan: ManifestPlan
  /// The first cases, as many as were to be shown.
  package let sample: [TestCase]
  /// The tags of all cases, where they were asked for.
  let tags: KnownTags?
  /// What its first run's manifest is copied from.
  private let lines: KeptLines?

  package var header: ManifestHeader {
    get { plan.header }
    set { plan.header = newValue }
  }

  package var execution: ExecutionPolicy { header.execution }
  package var cases: any CaseSource { PlannedCases(plan: plan) }

  package static let sampleLimit = 1000

  /// Goes through the cases once, and writes them to a file when one is named. Throws what a template, a line or
  /// the disk is at fault for.
  ///
  /// - Parameters:
  ///   - notesTags: whether the cases' tags are wanted.
  ///   - runs: the folder of its runs, when it is to be run: what is gone through is kept for the first one's manifest.
  package init(
    _ plan: ManifestPlan, show: Int = 5, output: String? = nil, notesTags: Bool = false, runs: String? = nil
  ) throws {
    self.plan = plan
    try StandIns.check(plan.header.targets)
    if let problem = self.plan.header.shardProblems.first {
      throw UsageProblem("the load cannot be shared out: \(problem)")
    }
    let writer = try output.map { try ManifestWriter($0, header: plan.header) }
    var tags = KnownTags(plan.header)
    var lines = runs.map { PlanLines(near: $0) }
    sample = try self.plan.pass(
      show: min(max(0, show), Self.sampleLimit),
      write: { line in
        try writer?.add(line)
        lines?.add(line)
      }, see: notesTags ? { tags.add($0) } : nil)
    let isWhole = !self.plan.isPartial
    self.tags = notesTags && isWhole ? tags : nil
    self.lines = isWhole && lines?.isWhole == true ? lines.map(KeptLines.init) : nil
    try refuseIdleShards()
    try writer?.finish(self.plan.header)
  }

  /// All of them: the load that one is missing is missing in the whole.
  private func refuseIdleShards() throws {
    guard let shard = plan.header.shard, plan.shard != nil, !plan.isPartial else { return }
    let problem = plan.header.idleShardProblem(of: shard.count, cases: shard.wholeCount)
    if let problem { throw UsageProblem("--shard \(shard): \(problem)") }
  }

  /// Writes the manifest without its targets' secrets, compressed when its name ends so. Throws what kept it from
  /// being written.
  package func write(to path: String) throws {
    let writer = try ManifestWriter(path, header: header)
    if let lines = lines?.take() {
      try lines.forEachPiece { try writer.add($0) }
    } else {
      var again = plan
      _ = try again.pass { try writer.add($0) }
    }
    try writer.finish(header)
  }

  /// When its cases arrive, of a replay.
  package var arrivals: any LoadSchedule { CaseArrivals(cases) }

  /// The first so many cases.
  package func firstCases(_ count: Int) throws -> [TestCase] {
    if count <= sample.count || sample.count == header.caseCount { return Array(sample.prefix(count)) }
    var cases = plan.cases()
    var first: [TestCase] = []
    while first.count < count, let next = try cases.next() { first.append(next) }
    return first
  }
}

/// The cases of a plan, made or read as they are needed.
package struct PlannedCases: CaseSource {
  package let plan: ManifestPlan

  package var caseCount: Int? { plan.header.caseCount }

  package func makeCaseIterator() -> any CaseIterator { Iterator(base: plan.cases()) }

  private struct Iterator: CaseIterator {
    var base: ManifestPlan.Cases

    mutating func nextCase() throws -> TestCase? { try base.next() }
  }
}
