import FoundationEssentials
import Report
import RunModel

/// What a series of steps has done so far.
struct StepJournal {
  private(set) var steps: [CapacityStep] = []
  private(set) var spent = SpentBudget()
  private(set) var targets: [TargetFacts] = []
  /// What ended it before its end; `nil` while nothing has.
  var endedBy: String?
  /// When it began (UTC, ISO 8601).
  private(set) var startedAt = Date().formatted(.iso8601)
  /// Seconds that an earlier process took.
  private var earlier = 0.0
  private let began = ContinuousClock.now

  /// One that has made nothing.
  init() {}

  /// What an earlier process left: its whole steps, and what all that it began has spent. Throws what of a step's report
  /// cannot be read.
  init(
    _ steps: [CapacityStep], _ startedAt: String, _ duration: Double, _ targets: [TargetFacts],
    _ place: SeriesPlace
  ) throws {
    (self.steps, self.startedAt, earlier, self.targets) = (steps, startedAt, duration, targets)
    let folder = place.folder + "/steps"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() {
      let paths = RunPaths(folder: "\(folder)/\(name)")
      // One that was cut has results only: what they cost was spent all the same.
      if paths.hasReport {
        spent.add(try ReportFile.read(paths.report))
      } else if FileManager.default.fileExists(atPath: paths.results) {
        spent.add(try RecoveredRun.measurements(paths))
      }
    }
  }

  /// Seconds since this process began.
  var elapsed: Double { (ContinuousClock.now - began).inSeconds }

  /// Seconds that all of it took.
  var duration: Double { earlier + elapsed }

  /// Takes a step that is over.
  mutating func add(_ outcome: StepSeries.Outcome) {
    steps.append(outcome.step)
    spent.add(outcome.report)
    targets = outcome.report.targets
  }

  /// Takes what a try has spent that is no step.
  mutating func spend(_ report: ReportDocument) { spent.add(report) }

  /// Takes a step that could not be made.
  mutating func add(_ step: CapacityStep) { steps.append(step) }
}
