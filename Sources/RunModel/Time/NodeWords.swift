/// Which node carries a slow task, and how its share moves with the load.
package struct NodeWords: Sendable {
  /// The node with the most time on the critical path of slow tasks: its place, and its shares.
  package struct Leader: Sendable {
    package var place: Int
    package var name: String
    /// Of the critical path of tasks about the p95, 0 to 1.
    package var slow: Double
    /// Of the critical path of tasks about the p50.
    package var usual: Double
  }

  package let leader: Leader
  private let load: LoadBins

  /// `nil` when no node is known.
  package init?(_ profile: TimeProfile, _ load: LoadBins) {
    guard let row = profile.tail.around(0.95), let usual = profile.tail.around(0.5) else { return nil }
    let most = row.nodes.indices.max { (row.nodes[$0], $1) < (row.nodes[$1], $0) }
    guard let place = most, place < profile.nodes.rows.count, row.nodes[place] > 0 else { return nil }
    leader = Leader(
      place: place, name: profile.nodes.rows[place].name, slow: row.nodes.share(at: place) ?? 0,
      usual: usual.nodes.share(at: place) ?? 0)
    self.load = load
  }

  package var sentence: String {
    let carries =
      "\(leader.name.cropped(80)) carries the p95: \(Figures.wholePercent(leader.slow)) of the critical path of slow tasks, \(Figures.wholePercent(leader.usual)) of usual ones"
    guard load.isTelling, let first = load.bins.first, let last = load.bins.last,
      let low = first.share(ofNode: leader.place), let high = last.share(ofNode: leader.place)
    else { return carries + "; the load did not vary enough to say how that moves with it." }
    return carries
      + "; with \(Figures.digits(first.inFlight)) tasks in flight it is \(Figures.wholePercent(low)), with \(Figures.digits(last.inFlight)) \(Figures.wholePercent(high))."
  }
}
