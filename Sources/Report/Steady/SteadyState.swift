import RunModel
import Statistics

/// The part of a load over time in which it is steady, beside the whole run, by rule. Pure.
///
/// Of users who do not pause it is the longest time in which at least 95 % of them are in flight; of a constant rate of
/// arrivals the time after the warm-up and, when response times change their level once, after that; of any other plan the
/// time after the warm-up.
package struct SteadyState: Sendable, Equatable {
  /// Something that makes the steady part worth less than it looks.
  package struct Warning: Sendable, Equatable {
    /// What it is.
    package enum Kind: String, Sendable, CaseIterable {
      /// There is little of it.
      case short
      /// More arrives than the server does: a queue grows without end.
      case outrun
      /// Response times still rise.
      case rising
      /// Response times have two levels.
      case twoLevels = "two levels"
    }
    package let kind: Kind
    package let text: String
  }

  /// Seconds since the run's begin.
  package let span: Range<Double>
  /// How it was found, in words.
  package let rule: String
  /// All of the plan's time, its warm-up included.
  package let whole: WindowSum
  /// The steady part.
  package let steady: WindowSum
  package let warnings: [Warning]

  /// Shorter plans have no parts, windows.
  private static let least = 10

  /// Of a report; `nil` without one load over time, of a plan that is too short, and of a run that ended before it.
  package init?(_ report: ReportDocument) {
    let (windows, policy) = (report.measurements.windows, report.execution)
    guard let length = policy.load.length, report.duration >= length - 1, report.parts == nil else {
      return nil
    }
    let planned = policy.load.coolDownStart.map { ($0 - .zero).inSeconds } ?? length
    let end = Int(planned) / windows.width
    let begin =
      Int((report.measurements.warmUpEnd.map { ($0 - .zero).inSeconds } ?? 0).rounded(.up)) / windows.width
    guard end - begin >= Self.least, windows.windows.count >= end else { return nil }
    let found = SteadyRule(windows, policy, begin..<end, duration: report.duration).found
    let width = Double(windows.width)
    span = Double(found.range.lowerBound) * width..<Double(found.range.upperBound) * width
    rule = found.rule
    whole = WindowSum(windows, 0..<end, duration: report.duration)
    steady = WindowSum(windows, found.range, duration: report.duration)
    warnings =
      SteadyWarnings(
        windows, policy, planned: begin..<end, steady: found.range, sum: steady, levels: found.levels
      ).all
  }
}

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
    let wanted = 0.95 * Double(policy.load.shape.most(policy).value)
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

/// Mean response times in blocks of windows, and where their level changes. Neighbours are alike, so that only a change that
/// is large counts. Pure.
struct LevelBlocks {
  /// The first window of each block, and the mean of its response times in seconds.
  private let blocks: [(begin: Int, value: Double)]

  /// At most so many: the test's time grows with their square.
  private static let most = 40
  /// A smaller change is no other level.
  private static let leastChange = 0.3

  init(_ windows: TimeWindows, _ range: Range<Int>) {
    let size = max(1, (range.count + Self.most - 1) / Self.most)
    blocks = stride(from: range.lowerBound, to: range.upperBound, by: size).compactMap { begin in
      var sketch = LatencySketch()
      for index in begin..<min(begin + size, range.upperBound) {
        sketch.merge(windows.windows[index].response)
      }
      return sketch.quantile(0.5).map { (begin, Double($0) / 1e9) }
    }
  }

  /// The change, when there is exactly one.
  var change: LevelChange? {
    guard blocks.count >= 8 else { return nil }
    let detector = ChangeDetector(
      significance: 0.01, leastChange: .relative(Self.leastChange), permutations: 199)
    let changes = detector.changes(in: blocks.map(\.value))
    return changes.count == 1 ? changes[0] : nil
  }

  func begin(of block: Int) -> Int { blocks[block].begin }

  /// The means of three thirds.
  var thirds: [Double] {
    guard blocks.count >= 6 else { return [] }
    let size = blocks.count / 3
    return (0..<3).map { third in
      let own = blocks[third * size..<(third == 2 ? blocks.count : (third + 1) * size)].map(\.value)
      return own.reduce(0, +) / Double(own.count)
    }
  }
}

/// What makes a steady part worth less than it looks. Pure.
struct SteadyWarnings {
  let all: [SteadyState.Warning]

  init(
    _ windows: TimeWindows, _ policy: ExecutionPolicy, planned: Range<Int>, steady: Range<Int>,
    sum: WindowSum,
    levels: (before: Double, after: Double)?
  ) {
    var all: [SteadyState.Warning] = []
    func add(_ kind: SteadyState.Warning.Kind, _ text: String) { all.append(.init(kind: kind, text: text)) }
    let share = Double(steady.count) / Double(max(1, planned.count))
    if share < 0.5 || sum.tasks < 30 {
      let time = Figures.clock(Double(steady.count * windows.width))
      add(
        .short,
        "the steady part is short: \(time) of \(Figures.clock(Double(planned.count * windows.width))) after the warm-up, with \(Figures.count(sum.tasks)) tasks"
      )
    }
    let isOfArrivals = policy.load.shape.conduct.arrivals != nil
    if isOfArrivals, let rate = Self.outrun(sum) {
      add(
        .outrun,
        "arrivals outrun the server by \(Figures.digits(rate))/s: its queue grows as long as they come")
    } else if let words = Self.rising(LevelBlocks(windows, steady).thirds) {
      add(.rising, words)
    }
    if let levels {
      add(
        .twoLevels,
        "response times have two levels: \(Figures.seconds(levels.before)) at first, \(Figures.seconds(levels.after)) later (medians); no figure of the whole describes either"
      )
    }
    self.all = all
  }

  /// Arrivals a second beyond those that ended, more than chance does to tasks in flight; `nil` when the server kept up.
  private static func outrun(_ sum: WindowSum) -> Double? {
    let growth = Double(sum.started - sum.ended)
    let chance = 3 * (sum.inFlight ?? 0).squareRoot() + 2
    guard sum.seconds > 0, growth > max(0.03 * Double(sum.started), chance) else { return nil }
    return growth / sum.seconds
  }

  private static func rising(_ thirds: [Double]) -> String? {
    guard thirds.count == 3, thirds[1] > thirds[0] * 1.05, thirds[2] > thirds[1] * 1.05,
      thirds[2] > thirds[0] * 1.25
    else { return nil }
    let words = thirds.map(Figures.seconds)
    return
      "response times still rise: \(words[0]), then \(words[1]), then \(words[2]) (medians of its thirds)"
  }
}
