/// Counts of windows as rates a second. Pure.
struct WindowRates {
  /// The length of all windows but the last, seconds; above 0.
  let width: Double
  /// The length of the run, seconds.
  let duration: Double

  /// A rate for each count. The last window may be cut short: of 50 ms, one task would be 20 a second. So what is
  /// shorter than half a window is taken together with the window before it.
  func rates(_ counts: [Int]) -> [Double] {
    counts.indices.map { index in
      let rest = duration - Double(index) * width
      if rest >= width / 2 || index == 0 { return Double(counts[index]) / min(max(rest, width / 2), width) }
      return Double(counts[index] + counts[index - 1]) / (width + max(rest, 0))
    }
  }
}
