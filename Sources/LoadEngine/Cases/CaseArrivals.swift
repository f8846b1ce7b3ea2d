import RunModel

/// When the cases of a replay arrive, as they say themselves: goes through them a second time, beside the feed that hands
/// them out, so that none is kept. Confined to the run's loop.
package struct CaseArrivals: LoadSchedule, @unchecked Sendable {
  private var cases: any CaseIterator
  private let wants: CaseFilter

  init(_ source: any CaseSource, _ wants: CaseFilter) {
    (cases, self.wants) = (source.makeCaseIterator(), wants)
  }

  /// Of all cases.
  package init(_ source: any CaseSource) { self.init(source, .all) }

  /// What the source throws ends the plan here: the feed meets it too, and tells it.
  package mutating func nextStep() -> LoadStep? {
    while let next = try? cases.nextCase() {
      guard wants.contains(next) else { continue }
      return LoadStep(at: .zero + .seconds(next.arrival ?? 0), .arrival)
    }
    return nil
  }
}
