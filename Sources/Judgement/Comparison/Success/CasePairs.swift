import RunModel
import Statistics

/// Tasks of the same case on both sides, matched as pairs. Within a case the tries are alike, so of n pairs with shares
/// p and q the expected n p (1 - q) are successes of the first side alone.
struct CasePairs {
  private(set) var pairs = 0
  private var onlyFirst = 0.0
  private var onlySecond = 0.0

  mutating func add(_ first: CaseOutcomes, _ second: CaseOutcomes) {
    for (id, before) in first.byCase.sorted(by: { $0.key < $1.key }) {
      guard let after = second.byCase[id], before.total > 0, after.total > 0 else { continue }
      let count = min(before.total, after.total)
      let p = Double(before.succeeded) / Double(before.total)
      let q = Double(after.succeeded) / Double(after.total)
      pairs += count
      onlyFirst += Double(count) * p * (1 - q)
      onlySecond += Double(count) * q * (1 - p)
    }
  }

  var outcomes: PairedOutcomes {
    PairedOutcomes(
      pairs: pairs, onlyFirst: Int(onlyFirst.wholeClamped), onlySecond: Int(onlySecond.wholeClamped))
  }
}
