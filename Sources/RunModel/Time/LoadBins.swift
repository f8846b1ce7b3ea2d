/// The run's windows after the warm-up, by how many attempts were in flight: how what is measured moves with the load.
/// Pure.
package struct LoadBins: Sendable {
  /// Windows of about the same load.
  package struct Bin: Sendable {
    /// Attempts in flight, on average.
    package var inFlight = 0.0
    /// Tasks that succeeded.
    package var tasks = 0
    /// Sums of their parts.
    package var parts = TimeParts()
    /// Sums of their time on the critical path, by the places of nodes in ``NodeTable``.
    package var nodes: [Int64] = []
    private var windows = 0.0

    /// The share of a node in the critical path.
    package func share(ofNode place: Int) -> Double? { nodes.share(at: place) }

    mutating func add(_ window: TimeWindow, inFlight load: Double) {
      inFlight = (inFlight * windows + load) / (windows + 1)
      windows += 1
      tasks &+= window.partTasks
      parts += window.parts
      nodes.add(window.nodeTime)
    }
  }

  /// The least load first; a bin that holds fewer than ``fewest`` tasks is left out.
  package let bins: [Bin]
  /// The most bins.
  private static let most = 6
  /// The fewest tasks that say something.
  package static let fewest = 5

  /// - Parameter duration: the run's, seconds.
  package init(_ measurements: RunMeasurements, duration: Double) {
    let timeline = measurements.windows
    let warmUp = Double(measurements.warmUpEnd?.nanoseconds ?? 0) / 1e9
    let loads = timeline.meanInFlight(duration: duration).enumerated().compactMap { index, load in
      load.map { (timeline.windows[index], $0, Double(index * timeline.width)) }
    }.filter { $0.0.partTasks > 0 && $0.2 >= warmUp }
    let (low, high) = (loads.map(\.1).min() ?? 0, loads.map(\.1).max() ?? 0)
    var bins = [Bin](repeating: Bin(), count: Self.most)
    for (window, load, _) in loads {
      let place = high > low ? Int((load - low) / (high - low) * Double(bins.count)) : 0
      bins[min(place, bins.count - 1)].add(window, inFlight: load)
    }
    self.bins = bins.filter { $0.tasks >= Self.fewest }
  }

  /// Whether the load moved enough to say how something moves with it: the highest is half as high again as the lowest.
  package var isTelling: Bool {
    guard bins.count >= 2, let first = bins.first, let last = bins.last else { return false }
    return last.inFlight >= 1.5 * first.inFlight && last.inFlight >= first.inFlight + 1
  }
}
