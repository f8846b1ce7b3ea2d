import RunModel
import Testing

@testable import Reactor
@testable import Session

/// How the generator fared, second by second.
@Suite struct GeneratorObserverTests {
  /// Two seconds on a machine of any size: of the first all is known, of the second nothing was read and no server asked.
  @Test func aSecondIsInItsPlace() throws {
    var series = GeneratorSeries()
    var first = LoopLooks.Look(
      seconds: 1.01, processor: 0.25, timers: LatenessCounters(), mostReady: 7, mostWaiting: 3, events: 60,
      reads: 20)
    first.timers.add(2_000_000)
    first.timers.add(4_000_000)
    let later = LoopLooks.Look(
      seconds: 2.02, processor: 0.5, timers: LatenessCounters(), mostReady: 2, mostWaiting: nil, events: 0,
      reads: 0)
    var (start, end) = (MachineInstant(), MachineInstant())
    (start.ticks, end.ticks, start.wall, end.wall) = (nil, nil, 10, 11)
    (start.calendar, end.calendar, start.processor, end.processor) = (10, 11.0004, 1, 1.75)
    series.add(GeneratorSecond(span: MachineSpan(start, end), look: first, openFiles: 40))
    end.calendar = 11.25
    series.add(GeneratorSecond(span: MachineSpan(start, end), look: later, openFiles: 41))

    let known = try #require(series.known)
    let values = Dictionary(uniqueKeysWithValues: known.map { ($0.title, $0.values(joining: 1)) })
    #expect(
      values["cores {the load's loop}"] == [0.25, 0.5] && values["cores {this program}"] == [0.75, 0.75])
    #expect(values["cores {other programs}"] == nil && values["cores {taken by the host}"] == nil)
    #expect(values["lateness of timers {mean}"] == [3] && values["lateness of timers {worst}"] == [4, 0])
    #expect(
      values["queues {ready to run in one turn}"] == [7, 2] && values["queues {waiting for libcurl}"] == [3])
    #expect(values["events a read"] == [3] && values["open files"] == [40, 41])
    // What a clock is slewed by is no step.
    #expect(values["wall clock set by"] == [nil, 250])
  }

  /// What is derived of two looks: one core of own work, of two that were busy for half, and a step of the clock.
  @Test func aSpanIsTheDifferenceOfTwoInstants() throws {
    var (start, end) = (MachineInstant(), MachineInstant())
    (start.wall, start.calendar, start.processor) = (100, 1000, 7)
    (end.wall, end.calendar, end.processor) = (102, 1002.5, 9)
    start.ticks = CoreTicks("cpu 0 0 0 0 0 0 0 0 0 0\n")
    end.ticks = CoreTicks("cpu 500 0 0 400 0 0 0 100 0 0\n")
    (start.waits, end.waits, start.preemptions, end.preemptions) = (10, 50, 5, 6)
    let span = MachineSpan(start, end)
    #expect(span.seconds == 2 && span.program == 1 && span.steal == 0.1 && span.clockStep == 0.5)
    #expect(try #require(span.others) == max(0, 0.5 * Double(MachineInstant.cores) - 1))
    #expect(span.waits == 20 && span.preemptions == 0.5)
  }
}
