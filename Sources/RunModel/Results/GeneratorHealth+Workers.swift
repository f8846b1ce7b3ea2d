extension GeneratorHealth {
  /// The worse of both, figure by figure; each worker's problems keep its name.
  package func worse(_ other: GeneratorHealth) -> GeneratorHealth {
    var worse = self
    if let slow = other.lag, slow.p99 > lag?.p99 ?? -1 {
      (worse.lag, worse.worker, worse.series) = (slow, other.worker, other.series)
    }
    if worker != nil || other.worker != nil {
      worse.workerProblems = (namedProblems + other.namedProblems).sorted()
    }
    worse.loopUtilisation = [loopUtilisation, other.loopUtilisation].compactMap(\.self).max()
    worse.worstTimerLateness = max(worstTimerLateness, other.worstTimerLateness)
    worse.lateTimers = max(lateTimers, other.lateTimers)
    worse.floor = [floor, other.floor].compactMap(\.self).max { $0.p99 < $1.p99 }
    worse.processor = [processor, other.processor].compactMap(\.self).max()
    worse.otherPrograms = [otherPrograms, other.otherPrograms].compactMap(\.self).max()
    worse.steal = [steal, other.steal].compactMap(\.self).max()
    worse.clockStep = [clockStep, other.clockStep].compactMap(\.self).max { abs($0) < abs($1) }
    worse.openFiles = max(openFiles, other.openFiles)
    worse.openFileLimit = min(openFileLimit, other.openFileLimit)
    return worse
  }

  private var namedProblems: [String] {
    workerProblems ?? problems.map { problem in worker.map { "\($0): \(problem)" } ?? problem }
  }
}
