import RunModel

/// One node takes more and more as the load grows, and most of what tasks take more is its.
enum NodeGrows: DiagnosisRule {
  private struct Growth {
    var name: String
    var low: Double
    var high: Double
    var share: (low: Double, high: Double)
  }

  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    guard facts.isTelling, facts.load.isTelling, let low = facts.load.bins.first,
      let high = facts.load.bins.last
    else { return nil }
    let grown = facts.profile.nodes.rows.indices.compactMap { growth($0, facts, low, high) }
    guard let most = grown.max(by: { $0.high - $0.low < $1.high - $1.low }) else { return nil }
    let name = most.name.cropped(80)
    return Diagnosis(
      .nodeGrows, "Node \(name) takes more and more as the load grows.",
      evidence: [
        "\(name): \(Figures.seconds(most.low)) with \(Figures.digits(low.inFlight)) tasks in flight, \(Figures.seconds(most.high)) with \(Figures.digits(high.inFlight))",
        "its share of the critical path: \(Figures.wholePercent(most.share.low)), then \(Figures.wholePercent(most.share.high))",
      ],
      advice:
        "What stands behind that node is the bottleneck: the service that an HTTP or tool node calls, the vector store of a retrieval, the sandbox of a code node (SANDBOX_MAX_WORKERS), the provider's limit of a model. Load it alone, and give it room."
    )
  }

  private static func growth(
    _ place: Int, _ facts: DiagnosisFacts, _ low: LoadBins.Bin, _ high: LoadBins.Bin
  ) -> Growth? {
    let (before, after) = (low.time(ofNode: place), high.time(ofNode: place))
    let whole = high.length - low.length
    guard after >= 1.5 * before, after - before >= 0.02, after - before >= 0.4 * whole else { return nil }
    return Growth(
      name: facts.profile.nodes.rows[place].name, low: before, high: after,
      share: (low.share(ofNode: place) ?? 0, high.share(ofNode: place) ?? 0))
  }
}

extension LoadBins.Bin {
  /// Time of a node on the critical path of a task, seconds.
  fileprivate func time(ofNode place: Int) -> Double {
    tasks > 0 && place < nodes.count ? Double(nodes[place]) / Double(tasks) / 1e9 : 0
  }

  /// A whole task, seconds.
  fileprivate var length: Double { tasks > 0 ? Double(parts.total) / Double(tasks) / 1e9 : 0 }
}
