import FoundationEssentials
import LoadEngine
import Report
import RunModel

/// What an earlier process left of a run of cases, taken over by the one that goes on with it.
struct EarlierResults {
  /// Indices of the tasks whose results stay: they are not done again.
  private(set) var finished: Set<Int> = []
  /// When the last of them was finished.
  private(set) var end = RunInstant.zero
  /// Of the tasks whose results stay.
  private(set) var counts = RunCounts(planned: 0, begun: 0)
  /// Indices of the tasks that were in flight when the run was cut.
  private var cut: Set<Int> = []
  private let choice: TasksInFlight

  /// Takes over the results of a cut run: the recorder measures and writes those that stay. Throws what of them cannot
  /// be read.
  init(of run: CutRun, _ manifest: PreparedRun, into recorder: RunRecorder) throws {
    choice = run.inFlight
    let indices = 0..<manifest.header.caseCount
    try ResultLines.forEachResult(run.paths.results) { result, lines in
      if indices.contains(result.index) { keep(result, lines, recorder) }
    }
    cut.formUnion(InFlightFile(run.paths).read().filter { indices.contains($0) && !finished.contains($0) })
    let cases = try manifest.cases(at: cut.subtracting(finished))
    if choice == .leave { for (index, testCase) in cases { leave(index, testCase, recorder) } }
    try Seams(run.paths).add(sentence(manifest.header.caseCount, cases.map(\.testCase.id)))
  }

  private mutating func keep(_ result: TaskResult, _ lines: [UInt8], _ recorder: RunRecorder) {
    let wasInFlight = result.status == .cancelled && !result.attempts.isEmpty
    if wasInFlight { cut.insert(result.index) }
    guard result.status != .cancelled || (wasInFlight && choice == .leave) else { return }
    finished.insert(result.index)
    counts = counts + RunCounts(planned: 1, begun: result.attempts.isEmpty ? 0 : 1)
    end = max(end, result.finished)
    recorder.recall(result, lines: lines)
  }

  /// A task without a result that is not to be repeated has one from now on.
  private mutating func leave(_ index: Int, _ testCase: TestCase, _ recorder: RunRecorder) {
    finished.insert(index)
    counts.planned += 1
    recorder.record(
      TaskResult(
        index: index, taskID: IDSource.standard.task(index), caseID: testCase.id,
        workflowID: testCase.workflowID, scenario: testCase.scenario, variant: testCase.variant,
        tags: testCase.tags, status: .cancelled,
        errorMessage: "it was in flight when the run was cut, and was not repeated",
        cancelReason: .user("the run was cut"), intendedStart: end, finished: end))
  }

  /// The result of the whole run: this process's, after what was there.
  func joined(_ own: RunExecutionResult, startedAt: Date?) -> RunExecutionResult {
    var whole = own
    whole.startedAt = startedAt ?? own.startedAt
    whole.totalDuration += end - .zero
    whole.counts = own.counts + counts
    return whole
  }

  private func sentence(_ planned: Int, _ cutCases: [String]) -> String {
    let done =
      "\(finished.count) of \(planned) tasks had their results, in which gaps between single events are not kept"
    let start = "resumed at \(Figures.nanoseconds(end.nanoseconds)): \(done)"
    guard !cut.isEmpty else { return start + ", none was in flight when it was cut" }
    let shown = cutCases.prefix(10).joined(separator: ", ") + (cutCases.count > 10 ? ", …" : "")
    let became = choice == .repeat ? "were done again" : "were left"
    return start + "; \(cut.count) were in flight when it was cut and \(became)"
      + (shown.isEmpty ? "" : ": \(shown)")
  }
}

extension PreparedRun {
  /// The cases at some positions, in order. Goes through the cases up to the last of them.
  fileprivate func cases(at indices: Set<Int>) throws -> [(index: Int, testCase: TestCase)] {
    guard let last = indices.max() else { return [] }
    var iterator = cases.makeCaseIterator()
    var found: [(index: Int, testCase: TestCase)] = []
    for index in 0...last {
      guard let testCase = try iterator.nextCase() else { break }
      if indices.contains(index) { found.append((index, testCase)) }
    }
    return found
  }
}
