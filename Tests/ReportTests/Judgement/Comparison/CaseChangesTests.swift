import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Report

/// Many cases, few tries: what is listed has to be shown.
@Suite struct CaseChangesTests {
  /// A run of 200 cases, six tries each, of which `broken` always fail, the others one in twenty.
  private static func report(_ seed: UInt64, broken: Set<Int> = []) -> ReportDocument {
    var random = SeededGenerator(seed: seed)
    var measurements = RunMeasurements()
    for index in 0..<1200 {
      var result = SampleRun.result(index, &random)
      let fails = broken.contains(index % 200) || random.nextUnit() < 0.05
      result.caseID = "case-\(index % 200)"
      result.status = fails ? .failed : .succeeded
      result.failure = fails ? .business : nil
      measurements.record(result)
    }
    var report = SampleRun.report(0)
    report.measurements = measurements
    return report
  }

  @Test func ofIdenticalCasesNoneIsListed() {
    for seed in 1...3 as ClosedRange<UInt64> {
      let changes = CaseChanges([Self.report(seed)], [Self.report(seed + 10)])
      #expect(changes.failing.isEmpty && changes.succeeding.isEmpty)
      #expect(changes.note?.contains("which so few tries show of none") == true)
    }
  }

  @Test func casesThatAlwaysFailNowAreListedWithTheirCounts() {
    let changes = CaseChanges([Self.report(1)], [Self.report(2, broken: [3, 77])])
    #expect(Set(changes.failing.map(\.id)) == ["case-3", "case-77"])
    #expect(
      changes.failing.allSatisfy { $0.counts.hasSuffix(" of 6, then 6 of 6") && $0.failure == "business" })
    let back = CaseChanges([Self.report(2, broken: [3])], [Self.report(1)])
    #expect(back.succeeding.map(\.id) == ["case-3"] && back.failing.isEmpty)
  }

  /// Latencies of a case are known to 3 %: equal buckets are no proof of equal times.
  @Test func intervalsOfCasesAreNeverNarrowerThanTheirBuckets() throws {
    let runs = (0..<5).map { _ in Self.report(1) }
    let table = try #require(Comparer().compare(runs, runs).tables.first { $0.kind == "case" })
    let widths = table.groups.flatMap(\.rows).filter { $0.unit == .seconds }.compactMap(\.interval)
      .map { $0.high - $0.low }
    #expect(!widths.isEmpty && widths.allSatisfy { $0 > 0.04 })
  }
}

/// What is told of a case that is listed.
@Suite struct ChangedCaseTests {
  /// Ten tasks of a case of which so many fail, beside ninety of another that succeed.
  private static func report(failing: Int) -> ReportDocument {
    var report = SampleRun.report(0, thresholds: [])
    for index in 0..<100 {
      var result = GateTests.result(index, status: index < failing ? .failed : .succeeded)
      result.caseID = index < 10 ? "broken" : "sound"
      report.measurements.record(result)
    }
    return report
  }

  @Test func itsFailuresAreCountedOnBothSides() {
    let changes = CaseChanges([Self.report(failing: 1)], [Self.report(failing: 8)])
    #expect(changes.failing.map(\.id) == ["broken"] && changes.succeeding.isEmpty)
    #expect(changes.failing.map(\.failed) == [[1, 8]] && changes.failing.map(\.tasks) == [[10, 10]])
    #expect(changes.note == nil)
  }
}
