import RunModel
import Statistics

/// Where in the time after the warm-up a load is steady. Pure.
struct SteadyRule {
  /// What was found.
  struct Found {
    var range: Range<Int>
    var rule: String
    /// Two levels of mean response times in seconds that are both long; `nil` when there is one.
    var levels: (before: Double, after: Double)?
  }

  private let windows: TimeWindows
  private let policy: ExecutionPolicy
  private let range: Range<Int>
  private let duration: Double

  init(_ windows: TimeWindows, _ policy: ExecutionPolicy, _ range: Range<Int>, duration: Double) {
    (self.windows, self.policy, self.range, self.duration) = (windows, policy, range, duration)
  }

  var found: Found {
    switch policy.load.shape.conduct {
    case .users(let rules) where rules.thinkTime == nil: return users
    case .arrivals where isConstant: return arrivals
    default: return Found(range: range, rule: "after the warm-up")
    }
  }

  /// The longest stretch in which at least 95 % of the users are in flight.
  private var users: Found {
    let wanted = 0.95 * Double(policy.mostAtOnce)
    let means = windows.meanInFlight(duration: duration)
    var (best, start): (Range<Int>, Int?) = (range.lowerBound..<range.lowerBound, nil)
    for index in range.lowerBound...range.upperBound {
      let isFull = index < range.upperBound && (means[index] ?? 0) >= wanted
      if isFull, start == nil { start = index }
      if !isFull, let begin = start {
        if index - begin > best.count { best = begin..<index }
        start = nil
      }
    }
    return best.isEmpty
      ? Found(range: range, rule: "after the warm-up; at no time 95 % of the users were in flight")
      : Found(range: best, rule: "the longest time with at least 95 % of the users in flight")
  }

  /// Whether the plan is one rate after its warm-up.
  private var isConstant: Bool {
    guard let open = policy.load.load(as: OpenLoad.self) else { return false }
    return Set(open.stages.filter { !$0.isWarmUp }.map(\.target)).count == 1
  }

  /// After the warm-up, and after one change of level in the first half.
  private var arrivals: Found {
    let blocks = LevelBlocks(windows, range)
    let plain = Found(range: range, rule: "after the warm-up")
    guard let change = blocks.change else { return plain }
    let place = blocks.begin(of: change.index)
    if place - range.lowerBound <= range.count / 2 {
      return Found(
        range: place..<range.upperBound, rule: "after the warm-up and a change of level of response times")
    }
    return Found(range: range, rule: plain.rule, levels: (change.before, change.after))
  }
}
