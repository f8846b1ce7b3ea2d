import Foundation
import RunModel
import Testing

@Suite struct ObservedTests {
  private let cpu = ObservePlan.Query(name: "CPU", expression: "cpu", unit: "%")

  @Test func aSeriesStaysBoundedAndKeepsItsMean() {
    var series = FigureSeries(name: "CPU")
    for second in stride(from: 0, to: 7200, by: 5) { series.record(Double(second % 100), at: Double(second)) }
    series.record(.nan, at: 1)
    series.record(.infinity, at: 1)
    series.record(1e301, at: 1)
    series.record(5, at: -1)
    #expect(series.width == 32 && series.counts.count == 225, "7 200 s in at most 240 windows")
    #expect(series.counts.reduce(0, +) == 1440)
    #expect(series.values(joining: 1000) == [47.5])
  }

  @Test func windowsThatSawNothingAreGaps() {
    var series = FigureSeries(name: "CPU")
    series.record(1, at: 0.5)
    series.record(3, at: 0.9)
    series.record(7, at: 3)
    #expect(series.values(joining: 1) == [2, nil, nil, 7] && series.values(joining: 2) == [2, 7])
    #expect(FigureSeries(name: "q").values(joining: 5).isEmpty)
  }

  @Test func theHighestStaysTheHighestWhateverIsJoined() throws {
    var (series, other) = (
      FigureSeries(name: "late", takesHighest: true), FigureSeries(name: "late", takesHighest: true)
    )
    for second in 0..<1000 { series.record(second == 77 ? 90 : 1, at: Double(second)) }
    other.record(-3, at: 2)
    other.record(50, at: 2)
    series.merge(other)
    #expect(series.width == 8 && series.values(joining: 1)[0] == 50 && series.values(joining: 1)[9] == 90)
    #expect(series.values(joining: 1000) == [90] && series.values(joining: 1)[1] == 1)
    let bytes = try JSONEncoder().encode(series)
    #expect(try JSONDecoder().decode(FigureSeries.self, from: bytes) == series)
  }

  @Test func aQueryKeepsItsFirstFiveSeriesAndSaysWhatItLeft() throws {
    var report = ObservedReport(source: "http://p:9090", every: 5)
    report.record(cpu, (0..<7).map { ("i=\"\($0)\"", Double($0)) }, at: 0)
    report.record(cpu, [("i=\"0\"", 10)], at: 5)
    #expect(report.series.map(\.title) == (0..<5).map { "CPU {i=\"\($0)\"}" } && report.leftOut == 2)
    #expect(report.series[0].values(joining: 6) == [5])
    let bytes = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(ObservedReport.self, from: bytes) == report)
  }

  @Test func partsAreJoinedAsMeansOverBoth() {
    var (left, right) = (
      ObservedReport(source: "a", every: 5), ObservedReport(source: "a", every: 5)
    )
    left.record(cpu, [("", 10)], at: 1)
    right.record(cpu, [("", 20)], at: 1)
    right.record(ObservePlan.Query(name: "queue", expression: "q"), [("", 3)], at: 500)
    right.fail("late")
    left.merge(right)
    #expect(left.series.map(\.name) == ["CPU", "queue"] && left.problem == "late")
    #expect(left.series[0].values(joining: 1) == [nil, 15] && left.series[1].width == 4)
  }

  @Test(arguments: [
    #"{"query":"q","labels":"","width":0,"sums":[1],"counts":[1]}"#,
    #"{"query":"q","labels":"","width":1,"sums":[1,2],"counts":[1]}"#,
    #"{"query":"q","labels":"","width":1,"sums":[1],"counts":[-1]}"#,
  ]) func whatDoesNotFitIsRefused(series: String) {
    let text = #"{"source":"s","every":5,"looks":1,"failed":0,"leftOut":0,"series":[\#(series)]}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ObservedReport.self, from: Data(text.utf8))
    }
  }
}
