import Statistics

extension Comparison {
  /// One figure of both sides.
  package struct Row: Sendable, Hashable, Codable {
    /// What a figure counts in.
    package enum Unit: String, Sendable, Codable {
      /// A share of tasks; changes are points.
      case share
      /// Seconds; changes are shares.
      case seconds
      /// Tokens a task; changes are shares.
      case tokens
      /// Money a task; changes are shares.
      case cost
    }

    /// Whether a change matters, beside whether it is shown.
    package enum Importance: String, Sendable, Codable {
      /// The whole interval is worse than the margin.
      case shown = "beyond the margin"
      /// The best estimate is worse than the margin.
      case likely = "likely beyond the margin"
      /// The best estimate is within the margin.
      case small = "within the margin"
    }

    /// What is compared, such as `response_time.p95`.
    package var name: String
    /// What it counts in.
    package var unit: Unit
    /// The first side's figure: with several runs, the geometric mean over them. `nil` when there is none.
    package var first: Double?
    /// The second side's figure.
    package var second: Double?
    /// Whether the first figure is only a lower bound, since latencies were cut short.
    package var firstIsBound = false
    /// Whether the second figure is only a lower bound.
    package var secondIsBound = false
    /// The change: points of a share, or the ratio less one.
    package var change: Double?
    /// Its 95 % interval.
    package var interval: Interval?
    /// What the change is surely less than for the worse, 19 times of 20: a share, or points. `nil` when it was not judged.
    package var ceiling: Double?
    /// Standard error of the change; of a ratio, of its natural logarithm.
    package var standardError: Double?
    /// Its degrees of freedom; `nil` when it is as good as known.
    package var degrees: Double?
    /// The share of the standard error that was the platform's and was taken out, by the empty workflow that ran beside the turns;
    /// `nil` where nothing was.
    package var platformNoise: Double?
    /// Two-sided p of no change.
    package var p: Double?
    /// Adjusted for how many figures there are: Holm for the primary ones, Benjamini and Hochberg in tables.
    package var pAdjusted: Double?
    /// Whether a change is shown at 5 %, adjusted.
    package var isSignificant = false
    /// Whether it matters.
    package var importance: Importance?
    /// What it comes to; `nil` when the figure cannot be judged.
    package var outcome: Outcome?
    /// Whether the verdict rests on it.
    package var isPrimary = false
    /// The smallest change that an experiment like this finds in four of five tries, among the figures that decide.
    package var smallestDetectable: Double?
    /// What would rule out a change as large as the margin in four of five tries, such as `12 pairs`.
    package var needed: String?
    /// The same as pairs, or runs a side, when more runs like these would do.
    package var runsNeeded: Int?
    /// What a reader should know of this figure.
    package var note: String?

    package init(_ name: String, _ unit: Unit) {
      self.name = name
      self.unit = unit
    }
  }

  /// One part of the run on both sides.
  package struct Group: Sendable, Hashable, Codable {
    /// Its name, or a case's id.
    package var name: String
    /// What a case asks, in short.
    package var label: String
    /// Tasks (for nodes: executions) of the first side.
    package var firstTotal: Int
    /// Tasks of the second side.
    package var secondTotal: Int
    /// Its figures.
    package var rows: [Row]
    /// The probability that a latency of the second side is longer than one of the first.
    package var superiority: Double?

    package init(
      name: String, label: String, firstTotal: Int, secondTotal: Int, rows: [Row], superiority: Double? = nil
    ) {
      self.name = name
      self.label = label
      self.firstTotal = firstTotal
      self.secondTotal = secondTotal
      self.rows = rows
      self.superiority = superiority
    }
  }

  /// Parts of one kind.
  package struct Table: Sendable, Hashable, Codable {
    /// `scenario`, `variant`, `node` or `case`.
    package var kind: String
    /// The parts; for cases, those with the clearest changes first.
    package var groups: [Group]
    /// How many parts are left out.
    package var omitted: Int

    package init(kind: String, groups: [Group], omitted: Int) {
      self.kind = kind
      self.groups = groups
      self.omitted = omitted
    }
  }

  /// Where one latency moved.
  package struct Shift: Sendable, Hashable, Codable {
    /// The latency.
    package var metric: String
    /// The change of each quantile that both samples carry.
    package var points: [Point]
    /// The probability that a latency of the second side is longer than one of the first.
    package var superiority: Double?
    /// The mean distance between equal ranks, seconds.
    package var distance: Double?
    /// The first side's distribution.
    package var first: Curve
    /// The second side's distribution.
    package var second: Curve

    package init(
      metric: String, points: [Point], superiority: Double? = nil, distance: Double? = nil, first: Curve,
      second: Curve
    ) {
      self.metric = metric
      self.points = points
      self.superiority = superiority
      self.distance = distance
      self.first = first
      self.second = second
    }

    /// One quantile's change.
    package struct Point: Sendable, Hashable, Codable {
      /// The quantile, 0 to 1.
      package var share: Double
      /// The ratio less one.
      package var change: Double
      /// Its 95 % interval.
      package var interval: Interval
      /// Holds for all quantiles together at 95 %.
      package var simultaneous: Interval
      /// Two-sided p of no change.
      package var p: Double
      /// Adjusted by Holm across the quantiles.
      package var pAdjusted: Double

      package init(
        share: Double, change: Double, interval: Interval, simultaneous: Interval, p: Double,
        pAdjusted: Double
      ) {
        self.share = share
        self.change = change
        self.interval = interval
        self.simultaneous = simultaneous
        self.p = p
        self.pAdjusted = pAdjusted
      }
    }

    /// A distribution function.
    package struct Curve: Sendable, Hashable, Codable {
      /// Latencies, seconds.
      package var seconds: [Double]
      /// The share that is not longer.
      package var shares: [Double]
      /// Half the width of the 95 % band around it.
      package var halfWidth: Double
      /// How many latencies.
      package var count: Int
      /// How many of them were cut short.
      package var cut: Int

      package init(seconds: [Double], shares: [Double], halfWidth: Double, count: Int, cut: Int) {
        self.seconds = seconds
        self.shares = shares
        self.halfWidth = halfWidth
        self.count = count
        self.cut = cut
      }
    }
  }

  /// One way in which the sides differ.
  package struct Difference: Sendable, Hashable, Codable {
    /// What differs.
    package var name: String
    /// The first side's.
    package var first: String
    /// The second side's.
    package var second: String
    /// Whether it makes a comparison of builds pointless; else it is what is compared.
    package var isInvalidating: Bool

    package init(name: String, first: String, second: String, isInvalidating: Bool) {
      self.name = name
      self.first = first
      self.second = second
      self.isInvalidating = isInvalidating
    }
  }
}
