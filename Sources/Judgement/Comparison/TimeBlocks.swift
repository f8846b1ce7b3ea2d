import RunModel
import Statistics

/// A run cut into stretches of time after its warm-up: about twelve, of 1 s to 30 s.
struct TimeBlocks {
  let windows: [TimeWindow]
  /// Windows of one block.
  let length: Int
  /// Seconds of one window.
  let width: Int

  init(_ report: ReportDocument) {
    let timeline = report.measurements.windows
    width = timeline.width
    let warmUp = report.measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 / Double(timeline.width) }
    windows = Array(timeline.windows.dropFirst(Int((warmUp ?? 0).rounded(.up))))
    let seconds = min(30, max(1, Double(windows.count * width) / 12))
    length = max(1, Int((seconds / Double(width)).rounded()))
  }

  /// Seconds of one block.
  var seconds: Double { Double(length * width) }

  /// Successes of the tasks that ended in each block; blocks in which none ended are left out.
  var outcomes: [Proportion] {
    stride(from: 0, to: windows.count, by: length).compactMap { start in
      let block = windows[start..<min(start + length, windows.count)]
      return Proportion(
        successes: block.reduce(0) { $0 + $1.finished[0] }, trials: block.reduce(0) { $0 + $1.total })
    }
  }

  /// What the bootstrap draws from; `nil` when there are fewer than five blocks, or for latencies that windows do not
  /// hold.
  func bootstrap(_ name: MetricName) -> BlockBootstrap? {
    switch name {
    case .responseTime:
      // Tasks that ran into their limit are longer than all that ended.
      BlockBootstrap(windows.map(\.response), cut: windows.map { $0.finished[2] }, blockLength: length)
    case .timeToFirstText:
      BlockBootstrap(
        windows.map(\.firstText), cut: windows.map { _ in 0 }, blockLength: length)
    default: nil
    }
  }
}
