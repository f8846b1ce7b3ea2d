import Judgement
import RunModel
import Testing

@testable import Report

/// How far a run's figures are the server's.
@Suite struct GeneratorGradeTests {
  struct Row: CustomTestStringConvertible {
    var p99: Double
    var others: Double
    var steal = 0.0
    var core = 0.3
    var grade: GeneratorGrade
    var words: String
    var testDescription: String { "\(p99) \(others) \(steal) \(core)" }
  }

  static let rows = [
    Row(p99: 0.0004, others: 0.02, grade: .a, words: "it adds 100 us at p50 and 400 us at p99 to a TTFT"),
    Row(p99: 0.0019, others: 0.24, grade: .a, words: "it adds"),
    Row(p99: 0.002, others: 0, grade: .b, words: "it adds"),
    Row(p99: 0.01, others: 0, grade: .c, words: "at p99"),
    Row(p99: 0.0004, others: 0.5, grade: .b, words: "other programs used 50.0"),
    Row(p99: 0.005, others: 0.7, grade: .c, words: "other programs used 70.0"),
    Row(p99: 0.0004, others: 0.1, steal: 0.2, grade: .b, words: "the host gave 20.0"),
    Row(p99: 0.0004, others: 0, core: 0.99, grade: .d, words: "used 99"),
  ]

  private static func health(_ row: Row) -> GeneratorHealth {
    var health = GeneratorHealth(loopUtilisation: row.core)
    health.lag = .init(p50: 0.0001, p99: row.p99)
    (health.otherPrograms, health.steal) = (row.others, row.steal)
    return health
  }

  /// It adds 0.1 ms at the median and 3 ms at p99: a median of 1 ms and a p99 of 30 ms hold a tenth of that.
  @Test(arguments: [
    (MetricName.timeToFirstText, 999_999, 0.5, true), (.timeToFirstText, 1_000_000, 0.5, false),
    (.timeToFirstText, 29_999_999, 0.99, true), (.responseTime, 30_000_000, 0.99, false),
    (.serverElapsed, 1000, 0.5, false), (.lateness, 1000, 0.5, false), (.overhead, 1000, 0.5, true),
    (.timePerToken, 1000, 0.5, false),
  ])
  func figuresNearWhatItAddsAreKnown(metric: MetricName, value: Double, share: Double, isNear: Bool) {
    let health = Self.health(Row(p99: 0.003, others: 0, grade: .b, words: ""))
    #expect(health.isNear(value, metric, at: share) == isNear)
    #expect(!GeneratorHealth().isNear(value, metric, at: share))
  }

  /// A machine whose floor is 2 ms at the median and 5 ms at p99, with a loop that adds nothing.
  @Test(arguments: [
    (MetricName.timeToFirstText, 3_999_999, 0.5, true), (.timeToFirstText, 4_000_000, 0.5, false),
    (.responseTime, 9_999_999, 0.99, true), (.responseTime, 10_000_000, 0.99, false),
    (.serverElapsed, 1000, 0.5, false),
  ])
  func figuresNearTheFloorOfTheMachineAreKnown(
    metric: MetricName, value: Double, share: Double, isNear: Bool
  ) {
    var health = GeneratorHealth()
    health.floor = .init(p50: 0.002, p99: 0.005, rate: 7000, measured: "2026-11-29T10:00:00Z")
    #expect(health.isNear(value, metric, at: share) == isNear)
    #expect(health.floor?.words.hasSuffix("tasks a second (2026-11-29)") == true)
  }

  @Test(arguments: rows) func isTheWorstOfItsReasons(row: Row) throws {
    let (grade, reason) = try #require(Self.health(row).grade)
    #expect(grade == row.grade && reason.contains(row.words), "\(reason)")
  }

  @Test func aRunThatIsTooShortHasNone() { #expect(GeneratorHealth(loopUtilisation: 0.1).grade == nil) }

  /// Of two shards the worse counts, whichever comes first.
  @Test func theWorseOfTwoShardsCounts() throws {
    var (good, bad) = (Self.health(Self.rows[0]), Self.health(Self.rows[5]))
    good.floor = .init(p50: 0.001, p99: 0.002, rate: 9000, measured: "a")
    bad.floor = .init(p50: 0.002, p99: 0.005, rate: 7000, measured: "b")
    #expect(good.worse(bad).floor == bad.floor)
    #expect(good.worse(bad) == bad.worse(good))
    #expect(try #require(good.worse(bad).grade).grade == .c)
  }

  /// Each shard's problems have its name, and the one that lagged most is named, whichever comes first.
  @Test func aShardThatLagsIsNamed() throws {
    let rows = [Self.rows[0], Self.rows[2], Self.rows[7]]
    let shards = rows.enumerated().map { index, row in
      var health = Self.health(row)
      (health.worker, health.series) = ("shard \(index + 1)/3", [FigureSeries(name: "\(index)")])
      return health
    }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      let whole = shards[order[0]].worse(shards[order[1]]).worse(shards[order[2]])
      #expect(whole.worker == "shard 2/3" && whole.series?.map(\.name) == ["1"])
      #expect(whole.problems == ["shard 3/3: the generator used 99 % of its core: it was the bottleneck"])
    }
    let (grade, reason) = try #require(shards[0].worse(shards[1]).grade)
    #expect(grade == .b && reason.hasPrefix("shard 2/3 adds"))
  }
}
