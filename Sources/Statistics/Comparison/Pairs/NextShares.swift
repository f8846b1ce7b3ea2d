/// The next comparison of two shares like one that was made: what share truly happens is known from this one only (H. Jeffreys'
/// distribution of a share), counts are whole, and the rule that judges them is asked itself: where events are rare its intervals are
/// lopsided, and no standard error says what it finds.
package struct NextShares {
  /// What was seen: so many events of both sides in so many trials of both.
  package struct Seen {
    package var events: Double
    package var trials: Double

    package init(events: Double, trials: Double) { (self.events, self.trials) = (events, trials) }
  }

  /// The next trials of one side, which count for as many times less as their dispersion says.
  package struct Side {
    package var trials: Int
    package var dispersion: Double

    package init(trials: Int, dispersion: Double) {
      (self.trials, self.dispersion) = (max(1, trials), max(1, dispersion))
    }
  }

  private let second: Side
  /// True shares and, for a count of the first side, the least of the second at which the rule holds; all as likely.
  private var cases: [(share: Double, least: Int)] = []

  /// `holds`: what the rule says of a count of the first side and one of the second; from some count of the second on it holds.
  package init(
    after seen: Seen, first: Side, second: Side, where holds: (_ first: Int, _ second: Int) -> Bool
  ) {
    self.second = second
    let dispersion = max(first.dispersion, second.dispersion)
    var known: [Int: Int] = [:]
    for place in Self.places {
      let share = BetaFunction.inverse(
        place, seen.events / dispersion + 0.5, max(0, seen.trials - seen.events) / dispersion + 0.5)
      for other in Self.places {
        let count = Self.count(first, share, other)
        let least = known[count] ?? Self.least(upTo: second.trials) { holds(count, $0) }
        known[count] = least
        cases.append((share, least))
      }
    }
  }

  /// The chance that the rule holds when the second side's true share is larger by so much.
  package func chance(of difference: Double) -> Double {
    cases.reduce(0) { $0 + reaches($1.least, $1.share + difference) } / Double(cases.count)
  }

  /// Seven equally likely places.
  private static let places = (0..<7).map { (Double($0) + 0.5) / 7 }

  private static func count(_ side: Side, _ share: Double, _ place: Double) -> Int {
    let mean = Double(side.trials) * share
    let deviation = (mean * (1 - share) * side.dispersion).squareRoot()
    let count = mean + NormalDistribution.quantile(place) * deviation
    return Int(min(Double(side.trials), max(0, count.rounded())))
  }

  /// The least count at which something holds that holds from there on; one more than there are when it never does.
  private static func least(upTo trials: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (-1, trials + 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The chance of so many events or more: exact where trials are independent, else as fewer trials would have it.
  private func reaches(_ count: Int, _ share: Double) -> Double {
    if count <= 0 { return 1 }
    if count > second.trials { return 0 }
    return BetaFunction.regularised(
      min(1, share), Double(count) / second.dispersion, Double(second.trials - count + 1) / second.dispersion)
  }
}
