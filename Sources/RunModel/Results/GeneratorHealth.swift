/// How the generator fared itself.
public struct GeneratorHealth: Sendable, Hashable, Codable {
  /// Share of one core that the loop's thread used, 0 to 1; `nil` when it is not known.
  package var loopUtilisation: Double?
  /// The worst lateness of a timer, seconds.
  package var worstTimerLateness: Double
  /// Share of timers that were more than 10 ms late.
  package var lateTimers: Double
  /// What a stamp may be late by: how long the loop was busy with something else when a moment came.
  package struct Lag: Sendable, Hashable, Codable {
    /// Half of the moments were later than this, seconds.
    package var p50: Double
    /// One of a hundred was later than this, seconds.
    package var p99: Double

    package init(p50: Double, p99: Double) { (self.p50, self.p99) = (p50, p99) }
  }

  /// `nil` for a run of less than a second, and in virtual time.
  package var lag: Lag?
  /// Cores that this program used; with the embedded stand-in its cores too. `nil` when it is not known.
  package var processor: Double?
  /// Share of the machine's cores that other programs used meanwhile, 0 to 1.
  package var otherPrograms: Double?
  /// Share of the cores' time that the host gave to other machines, 0 to 1.
  package var steal: Double?
  /// By how much the wall clock was set meanwhile, seconds; forward is more than 0.
  package var clockStep: Double?
  /// What its machine can measure; `nil` when it was never calibrated.
  package var floor: Floor?
  /// Its figures each second, of runs that lasted so long; of several workers those of the one that lagged most.
  package var series: [FigureSeries]?
  /// Which part of the load it made, such as `shard 2/4`; of several workers the one that lagged most.
  package var worker: String?
  /// What was wrong with each of several workers, with its name; `nil` for one alone.
  package var workerProblems: [String]?
  /// Open files at the most, and the limit.
  package var openFiles: Int
  /// The most files that may be open.
  package var openFileLimit: Int

  /// Nothing yet.
  package init(
    loopUtilisation: Double? = nil, worstTimerLateness: Double = 0, lateTimers: Double = 0,
    openFiles: Int = 0,
    openFileLimit: Int = 0
  ) {
    self.loopUtilisation = loopUtilisation
    self.worstTimerLateness = worstTimerLateness
    self.lateTimers = lateTimers
    self.openFiles = openFiles
    self.openFileLimit = openFileLimit
  }

  /// Whether the generator was the bottleneck, and in what way; empty when it was not.
  public var problems: [String] {
    if let workerProblems { return workerProblems }
    var problems: [String] = []
    if let loopUtilisation, loopUtilisation > 0.95 {
      problems.append(
        "the generator used \((loopUtilisation * 100).wholeClamped) % of its core: it was the bottleneck")
    }
    if lateTimers > 0.05 {
      problems.append(
        "\((lateTimers * 100).wholeClamped) % of the generator's timers were more than 10 ms late")
    }
    return problems
  }
}
