import Statistics

/// A run cut into stretches of time after its warm-up: about twelve, of 1 s to 30 s, and of two windows at least where
/// there are ten.
package struct TimeBlocks {
  package let windows: [TimeWindow]
  /// Windows of one block.
  package let length: Int
  /// Seconds of one window.
  package let width: Int

  /// Of a run's windows; `byMemory`, blocks are longer where response times stay high or low for longer.
  package init(_ measurements: RunMeasurements, byMemory: Bool = false) {
    let timeline = measurements.windows
    width = timeline.width
    let warmUp = measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 / Double(timeline.width) }
    windows = Array(timeline.windows.dropFirst(Int((warmUp ?? 0).rounded(.up))))
    let seconds = min(30, max(1, Double(windows.count * width) / 12))
    let usual = max(1, Int((seconds / Double(width)).wholeClamped))
    let memory = byMemory ? SeriesMemory(windows.map { $0.response.quantile(0.5) }).steps : 1
    // Five blocks are the least.
    length = max(usual, min(Int((2 * memory).rounded(.up).wholeClamped), windows.count / 5))
  }

  /// Seconds of one block.
  package var seconds: Double { Double(length * width) }

  /// Successes of the tasks that came to an end of their own in each block; blocks in which none did are left out.
  package var outcomes: [Proportion] {
    stride(from: 0, to: windows.count, by: length).compactMap { start in
      let block = windows[start..<min(start + length, windows.count)]
      return Proportion(
        successes: block.reduce(0) { $0 + $1.finished[0] },
        trials: block.reduce(0) { $0 + $1.total - $1.finished[4] })
    }
  }

  /// How many of each block's latencies lie at or below the quantile of all, as far as windows know them (3 %); blocks without any are left out.
  package func shares(upTo q: Double, of name: MetricName) -> [Proportion] {
    let sketches = windows.map { name == .timeToFirstText ? $0.firstText : $0.response }
    let pooled = sketches.reduce(into: LatencySketch()) { $0.merge($1) }
    guard let limit = pooled.quantile(q) else { return [] }
    return stride(from: 0, to: windows.count, by: length).compactMap { start in
      let block = sketches[start..<min(start + length, windows.count)]
      return Proportion(
        successes: block.reduce(0) { $0 + $1.count(atOrBelow: limit) },
        trials: block.reduce(0) { $0 + Int($1.count) })
    }
  }

  /// What the bootstrap draws from; `nil` when there are fewer than five blocks, or for latencies that windows do not
  /// hold.
  package func bootstrap(_ name: MetricName) -> BlockBootstrap? {
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
