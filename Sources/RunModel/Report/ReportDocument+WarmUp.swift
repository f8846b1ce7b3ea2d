extension ReportDocument {
  /// Whether there were tasks, and all of them of the warm-up: nothing counts.
  package var isAllWarmUp: Bool { measurements.hasWarmUp && measurements.statistics.total == 0 }
}
