import FoundationEssentials
import Judgement
import LoadEngine
import MockDify
import Pages
import Report
import RunModel

/// One scenario several times, with a rest between, to figures that know how far runs lie apart.
package struct RepeatedRuns {
  package let manifest: PreparedRun
  /// What each run is judged by.
  package let gate: Gate
  /// The most runs.
  package let limit: Int
  /// How narrow a figure is to become; `nil` for all runs.
  package let goal: RepeatGoal?
  /// The rest after a run.
  package let coolDown: Duration
  package let options: RunSession.Options
  package let token: CancellationToken
  /// Hears of each run that ended, and how the figures stand.
  package let heard: (RunSession.Outcome, RepeatReport) -> Void

  /// The most that can be asked for.
  package static let most = 200

  /// Throws ``UsageProblem`` for what cannot be repeated.
  package init(
    _ manifest: PreparedRun, gate: Gate, limit: Int, goal: RepeatGoal?, coolDown: Duration,
    options: RunSession.Options, token: CancellationToken,
    heard: @escaping (RunSession.Outcome, RepeatReport) -> Void
  ) throws {
    let least = goal == nil ? 2 : RepeatGoal.leastRuns
    guard (least...Self.most).contains(limit) else {
      throw UsageProblem(
        "--runs is \(limit), expected \(least) to \(Self.most)\(goal == nil ? "" : " with --until")")
    }
    (self.manifest, self.gate, self.limit, self.goal) = (manifest, gate, limit, goal)
    (self.coolDown, self.options, self.token, self.heard) = (coolDown, options, token, heard)
  }

  /// What came of them.
  package struct Outcome {
    package var report: RepeatReport
    /// `Reports/<time>-<name>-runs-<id>`.
    package var folder: String
    package var page: String { folder + "/runs.html" }
    package var file: String { folder + "/runs.json" }
  }

  /// Runs them, and writes what they say together after each. Throws what kept the first from beginning.
  package func run() async throws -> Outcome {
    let parent = options.reports
    let folder = try RunPaths(name: manifest.header.name + "-runs", parent: parent, now: Date()).folder
    // A server remembers what was done to it: all runs meet the same.
    let standIns = options.stub ? [:] : try await StandIns.start(manifest.header.targets)
    options.live?.follows(true)
    defer { options.live?.follows(false) }
    var journal = RepeatJournal()
    let result: Result<RepeatReport, any Error>
    do { result = .success(try await run(folder, standIns, &journal)) } catch { result = .failure(error) }
    for standIn in standIns.values { await standIn.shutdown() }
    return Outcome(report: try result.get(), folder: folder)
  }

  private func run(_ folder: String, _ standIns: [String: MockDifyServer], _ journal: inout RepeatJournal)
    async throws -> RepeatReport
  {
    var options = options
    (options.reports, options.standIns) = (folder + "/runs", self.options.stub ? nil : standIns)
    var report = journal.report(self)
    repeat {
      do {
        let outcome = try await RunSession(manifest: manifest, gate: gate, options: options, token: token)
          .run()
        journal.add(outcome)
        if outcome.report.verdict == .interrupted { journal.endedBy = "it was interrupted" }
        report = journal.report(self)
        try write(report, to: folder)
        heard(outcome, report)
      } catch let problem as UsageProblem where !journal.runs.isEmpty {
        journal.endedBy = "\(problem)"
      }
      report = journal.report(self)
      if isOver(report) { break }
      await token.rest(coolDown)
      if token.isCancelled { journal.endedBy = "it was interrupted" }
    } while journal.endedBy == nil
    report = journal.report(self)
    try write(report, to: folder)
    return report
  }

  private func isOver(_ report: RepeatReport) -> Bool {
    report.endedBy != nil || report.runs.count >= limit || (goal != nil && report.reachedGoal)
  }

  private func write(_ report: RepeatReport, to folder: String) throws {
    try ReportFile.writeBytes(try CapacityFile.json(report), to: folder + "/runs.json")
    try ReportFile.writeBytes(Array(RepeatText(report).markdown.utf8), to: folder + "/runs.md")
    try ReportFile.writeBytes(RepeatPage(report).bytes, to: folder + "/runs.html")
    options.listAnew()
  }
}

/// What the runs came to so far.
struct RepeatJournal {
  private(set) var runs: [RepeatReport.Run] = []
  private var entries: [HistoryEntry] = []
  private var targets: [TargetFacts] = []
  /// What ended them early; `nil` while nothing has.
  var endedBy: String?
  private let startedAt = Date().formatted(.iso8601)
  private let began = ContinuousClock.now

  mutating func add(_ outcome: RunSession.Outcome) {
    let report = outcome.report
    runs.append(
      .init(
        folder: "runs/\(outcome.paths.runID)", verdict: report.verdict,
        tasks: report.measurements.statistics.total, startedAt: report.startedAt))
    entries.append(HistoryEntry(report))
    targets = report.targets
  }

  func report(_ repeated: RepeatedRuns) -> RepeatReport {
    RepeatReport(
      name: repeated.manifest.header.name, startedAt: startedAt,
      duration: (ContinuousClock.now - began).inSeconds, runs: runs, figures: RepeatedFigures.of(entries),
      goal: repeated.goal, limit: repeated.limit, endedBy: endedBy, targets: targets,
      environment: EnvironmentFacts.gather())
  }
}
