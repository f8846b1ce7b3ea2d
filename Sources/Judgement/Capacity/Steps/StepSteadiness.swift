import RunModel
import Statistics

/// Whether response times kept to one level while a step was measured: those of a cold server, or of a queue that is still
/// filling, do not. Pure.
package struct StepSteadiness: Sendable, Equatable {
  /// When the level changed last, seconds since the step's begin; `nil` when it did not.
  package let since: Double?
  /// How it changed, in words.
  package let words: String?
  /// Whether tasks took longer after it.
  private let isWorse: Bool

  /// Of a step that was measured from second `warmUp` to second `end`. One of fewer than eight seconds tells nothing.
  package init(_ report: ReportDocument, warmUp: Double, end: Double) {
    let windows = report.measurements.windows
    let (width, last) = (Double(windows.width), min(end, report.duration))
    let begin = Int((warmUp / width).rounded(.up))
    let blocks = LevelBlocks(windows, begin..<max(begin, min(Int(last / width), windows.windows.count)))
    guard let change = blocks.changes.last else {
      (since, words, isWorse) = (nil, nil, false)
      return
    }
    let place = Double(blocks.begin(of: change.index)) * width
    since = place
    isWorse = change.after > change.before
    words =
      "response times went from \(Figures.seconds(change.before)) to \(Figures.seconds(change.after)) at \(Figures.clock(place))"
  }

  /// Whether the step is to be made once more: its figures would be those of another state. What broke and gets worse is
  /// broken whatever comes.
  package func asksForMore(_ step: CapacityStep) -> Bool {
    guard since != nil, !step.endedEarly else { return false }
    return step.holds || (step.breaks && !isWorse)
  }
}
