import RunModel
import Testing

@testable import Report
@testable import Session

/// What several shards say of themselves, as one. Pure.
@Suite struct SumOfShardsTests {
  private static func series(_ looks: Int, perSecond: Int, inFlight: Int) -> LiveSeries {
    var series = LiveSeries()
    for look in 1...looks {
      series.add(
        elapsed: Double(look), finished: look * perSecond, inFlight: inFlight, asked: Double(perSecond))
    }
    return series
  }

  /// Also when one tells of a longer time than the other, in wider places.
  @Test(arguments: [(10, 10), (300, 300), (250, 200), (1, 500)]) func seriesAddUp(first: Int, second: Int) {
    let sum = LiveSeries.sum(
      [Self.series(first, perSecond: 5, inFlight: 3), Self.series(second, perSecond: 7, inFlight: 4)]
    ) { _ in 12 }
    let both = min(first, second) / sum.width
    #expect(sum.isConsistent && sum.peak == 7)
    for place in 0..<both {
      #expect(abs((sum.reached[place] ?? 0) - 12) < 1e-6 && abs((sum.inFlight[place] ?? 0) - 7) < 1e-6)
    }
    #expect(sum.asked.allSatisfy { abs(($0 ?? 0) - 12) < 1e-6 })
    #expect(LiveSeries.sum([]) { _ in nil }.places.isEmpty)
  }

  private static func log(_ lines: [(Double, String)]) -> LiveLog {
    LiveLog(lines.map { LiveLog.Line(at: $0.0, text: $0.1, isBad: false) }, leftOut: 0)
  }

  @Test func whatAllSayIsSaidOnce() {
    let logs = [
      1: Self.log([(10, "peak"), (12, "first gateway")]), 2: Self.log([(10.5, "peak")]),
      3: Self.log([(9.8, "peak"), (13, "first gateway")]),
    ]
    let sum = LiveLog.sum(logs, of: 3, more: [.init(at: 11, text: "own", isBad: true)])
    #expect(sum.lines.map(\.text) == ["peak", "own", "shard 1/3, 3/3: first gateway"])
    #expect(sum.lines.map(\.at) == [9.8, 11, 12])
    let many = Dictionary(
      uniqueKeysWithValues: (1...40).map { ($0, Self.log([(1, "a\($0)"), (2, "b\($0)"), (3, "c\($0)")])) })
    let bounded = LiveLog.sum(many, of: 40)
    #expect(bounded.lines.count == LiveLog.limit && bounded.leftOut == 20)
  }

  private static func standings(_ said: [Int: Double], elapsed: Double = 60, done: Set<Int> = [])
    -> ShardStandings
  {
    var all = ShardStandings()
    for (shard, at) in said {
      var standing = LiveStanding()
      standing.elapsed = elapsed
      if done.contains(shard) { standing.phase = "done" }
      all.take(standing, of: shard, at: at)
    }
    return all
  }

  @Test func whoSaysNothingWhileOthersDoIsLost() {
    #expect(Self.standings([1: 1000, 2: 1000, 3: 984]).silent(of: [1, 2, 3]) == [3])
    #expect(Self.standings([1: 1000, 2: 1000, 3: 986]).silent(of: [1, 2, 3]).isEmpty)
    #expect(Self.standings([1: 1000, 2: 900]).silent(of: [1]).isEmpty, "only those that are to be done")
    #expect(
      Self.standings([1: 1000, 2: 900], done: [2]).silent(of: [1, 2]).isEmpty, "its last word was its end")
    #expect(Self.standings([1: 1000]).silent(of: [1, 2]) == [2], "one that never said anything")
    #expect(Self.standings([1: 1000], elapsed: 5).silent(of: [1, 2]).isEmpty, "the load has only begun")
    #expect(ShardStandings().silent(of: [1, 2]).isEmpty)
    var ended = Self.standings([1: 1000, 2: 900])
    ended.end(2)
    #expect(ended.silent(of: [1, 2]).isEmpty, "it has its report")
  }

  @Test func eachLossIsToldOnce() {
    var losses = LostShards(of: 3)
    #expect(losses.look(ends: [:], silent: []).isEmpty)
    #expect(
      losses.look(ends: [:], silent: [2]) == [
        "shard 2/3 has said nothing for 15 s, and seems to be lost: its load is missing; the others go on"
      ])
    #expect(
      losses.look(ends: [2: "was killed", 3: "was killed by signal 9"], silent: [2]) == [
        "shard 3/3 was killed by signal 9: its load is missing; the others go on"
      ])
    #expect(losses.look(ends: [2: "was killed"], silent: [3]).isEmpty)
  }
}
