/// The plan of a load over time, in columns: arrivals a second as they are planned, or users at once. Pure.
package struct LoadOutline: Sendable, Hashable {
  /// What the values count.
  package let unit: String
  /// Seconds of the plan.
  package let length: Double
  /// One a column: the mean of arrivals a second, or the most users.
  package let values: [Double]
  /// What is kept out of the figures, in seconds.
  package let warmUps: [Range<Double>]
  package let marks: [LoadMark]
  /// Arrivals in all; `nil` of users.
  package let arrivals: Int?
  /// Whether all steps of the plan are in it: of a plan of very many it has the first.
  package let isWhole: Bool

  /// Steps that are looked at, at the most.
  package static let limit = 5_000_000

  /// `nil` when the load ends with its tasks, so that there is no plan over time.
  /// `arrivals`: the plan, where cases say when they arrive.
  package init?(
    _ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?, columns: Int,
    arrivals given: (any LoadSchedule)? = nil
  ) {
    let policy = shard.map(policy.part) ?? policy
    let shape = policy.load.shape
    guard let length = shape.length?.inSeconds, length > 0, columns > 0 else { return nil }
    var schedule = given ?? shape.schedule(policy, seed: seed, shard: shard)
    var columns = LoadColumns(length: length, count: columns)
    var steps = 0
    while steps < Self.limit, let step = schedule.nextStep() {
      columns.add(step)
      steps += 1
    }
    isWhole = steps < Self.limit
    let isOfArrivals = shape.conduct.arrivals != nil
    values = isOfArrivals ? columns.rates : columns.users
    arrivals = isOfArrivals ? steps : nil
    let what = shape.conduct.arrivals?.session == nil ? "arrivals" : "users who arrive"
    unit = isOfArrivals ? "\(what) a second" : "users"
    self.length = length
    warmUps = shape.warmUps.map { span in
      (span.lowerBound - .zero).inSeconds..<(span.upperBound - .zero).inSeconds
    }
    marks = shape.marks
  }

  /// The highest value.
  package var peak: Double { values.max() ?? 0 }
}

/// A name at an instant of a plan.
package struct LoadMark: Sendable, Hashable {
  /// Seconds since the load's begin.
  package let at: Double
  package let name: String
}

extension [LoadStage] {
  /// The names of stages, where each first begins.
  package var marks: [LoadMark] {
    var (marks, start): ([LoadMark], Duration) = ([], .zero)
    for stage in self {
      if let name = stage.name, marks.last?.name != name {
        marks.append(LoadMark(at: start.inSeconds, name: name))
      }
      start += stage.duration
    }
    return marks
  }
}

/// Steps of a plan, gathered in columns.
private struct LoadColumns {
  private let width: Double
  private var counts: [Double]
  private var peaks: [Double]
  private var level = 0.0
  private var reached = 0

  init(length: Double, count: Int) {
    width = length / Double(count)
    counts = [Double](repeating: 0, count: count)
    peaks = counts
  }

  mutating func add(_ step: LoadStep) {
    let column = min(Int((step.at - .zero).inSeconds / width), counts.count - 1)
    switch step.change {
    case .arrival: counts[column] += 1
    case .users(let users):
      fill(upTo: column)
      level = Double(users)
      peaks[column] = max(peaks[column], level)
    }
  }

  /// Users stay until the next change.
  private mutating func fill(upTo column: Int) {
    for index in reached..<max(reached, column + 1) { peaks[index] = max(peaks[index], level) }
    reached = max(reached, column)
  }

  var rates: [Double] { counts.map { $0 / width } }

  var users: [Double] {
    var whole = self
    whole.fill(upTo: counts.count - 1)
    return whole.peaks
  }
}
