import Statistics

extension Comparison {
  /// One figure of both sides.
  public struct Row: Sendable, Hashable, Codable {
    /// What a figure counts in.
    public enum Unit: String, Sendable, Codable {
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
    public enum Importance: String, Sendable, Codable {
      /// The whole interval is worse than the margin.
      case shown = "beyond the margin"
      /// The best estimate is worse than the margin.
      case likely = "likely beyond the margin"
      /// The best estimate is within the margin.
      case small = "within the margin"
    }

    /// What is compared, such as `response_time.p95`.
    public var name: String
    /// What it counts in.
    public var unit: Unit
    /// The first side's figure: with several runs, the geometric mean over them. `nil` when there is none.
    public var first: Double?
    /// The second side's figure.
    public var second: Double?
    /// Whether the first figure is only a lower bound, since latencies were cut short.
    public var firstIsBound = false
    /// Whether the second figure is only a lower bound.
    public var secondIsBound = false
    /// The change: points of a share, or the ratio less one.
    public var change: Double?
    /// Its 95 % interval.
    public var interval: Interval?
    /// Two-sided p of no change.
    public var p: Double?
    /// Adjusted for how many figures there are: Holm for the primary ones, Benjamini and Hochberg in tables.
    public var pAdjusted: Double?
    /// Whether a change is shown at 5 %, adjusted.
    public var isSignificant = false
    /// Whether it matters.
    public var importance: Importance?
    /// What it comes to; `nil` when the figure cannot be judged.
    public var outcome: Outcome?
    /// Whether the verdict rests on it.
    public var isPrimary = false
    /// The smallest change that an experiment like this finds in four of five tries.
    public var smallestDetectable: Double?
    /// What would find a change as large as the margin, such as `12 pairs`.
    public var needed: String?
    /// The same as runs a side, when more runs like these would do.
    public var runsNeeded: Int?
    /// What a reader should know of this figure.
    public var note: String?

    package init(_ name: String, _ unit: Unit) {
      self.name = name
      self.unit = unit
    }
  }

  /// One part of the run on both sides.
  public struct Group: Sendable, Hashable, Codable {
    /// Its name, or a case's id.
    public var name: String
    /// What a case asks, in short.
    public var label: String
    /// Tasks (for nodes: executions) of the first side.
    public var firstTotal: Int
    /// Tasks of the second side.
    public var secondTotal: Int
    /// Its figures.
    public var rows: [Row]
    /// The probability that a latency of the second side is longer than one of the first.
    public var superiority: Double?

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
  public struct Table: Sendable, Hashable, Codable {
    /// `scenario`, `variant`, `node` or `case`.
    public var kind: String
    /// The parts; for cases, those with the clearest changes first.
    public var groups: [Group]
    /// How many parts are left out.
    public var omitted: Int

    package init(kind: String, groups: [Group], omitted: Int) {
      self.kind = kind
      self.groups = groups
      self.omitted = omitted
    }
  }

  /// Where one latency moved.
  public struct Shift: Sendable, Hashable, Codable {
    /// The latency.
    public var metric: String
    /// The change of each quantile that both samples carry.
    public var points: [Point]
    /// The probability that a latency of the second side is longer than one of the first.
    public var superiority: Double?
    /// The mean distance between equal ranks, seconds.
    public var distance: Double?
    /// The first side's distribution.
    public var first: Curve
    /// The second side's distribution.
    public var second: Curve

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
    public struct Point: Sendable, Hashable, Codable {
      /// The quantile, 0 to 1.
      public var share: Double
      /// The ratio less one.
      public var change: Double
      /// Its 95 % interval.
      public var interval: Interval
      /// Holds for all quantiles together at 95 %.
      public var simultaneous: Interval
      /// Two-sided p of no change.
      public var p: Double
      /// Adjusted by Holm across the quantiles.
      public var pAdjusted: Double

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
    public struct Curve: Sendable, Hashable, Codable {
      /// Latencies, seconds.
      public var seconds: [Double]
      /// The share that is not longer.
      public var shares: [Double]
      /// Half the width of the 95 % band around it.
      public var halfWidth: Double
      /// How many latencies.
      public var count: Int
      /// How many of them were cut short.
      public var cut: Int

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
  public struct Difference: Sendable, Hashable, Codable {
    /// What differs.
    public var name: String
    /// The first side's.
    public var first: String
    /// The second side's.
    public var second: String
    /// Whether it makes a comparison of builds pointless; else it is what is compared.
    public var isInvalidating: Bool

    package init(name: String, first: String, second: String, isInvalidating: Bool) {
      self.name = name
      self.first = first
      self.second = second
      self.isInvalidating = isInvalidating
    }
  }
}
