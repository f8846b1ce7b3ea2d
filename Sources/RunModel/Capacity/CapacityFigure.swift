/// The figures of a search for a capacity that thresholds may use.
package enum CapacityFigure: String, Sendable, CaseIterable {
  /// The highest load that holds the objective: users, or arrivals a second.
  case capacity
  /// Where throughput stops to grow, in the same unit.
  case knee
  /// Tasks a second at the highest load that held.
  case throughput

  /// Whether it is a load, of which users are counted.
  package var isLoad: Bool { self != .throughput }

  /// What a threshold of a run is told that asks for it.
  package var isOfSearches: String {
    "'\(rawValue)' is a figure of a search: floodgate capacity --threshold, or floodgate gate capacity.json.gz"
  }
}
