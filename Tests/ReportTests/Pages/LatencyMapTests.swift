import Foundation
import RunModel
import Statistics
import Testing

@testable import Pages
@testable import Report

/// The heat map of latencies, and throughput against what is in flight.
@Suite struct LatencyMapTests {
  private static func sketch(_ milliseconds: [Int64]) -> LatencySketch {
    milliseconds.reduce(into: LatencySketch()) { $0.record($1 * 1_000_000) }
  }

  /// Every task has its place, whatever joins; the quickest lie lowest.
  @Test(arguments: [2, 59, 60, 61, 240]) func everyTaskHasItsPlace(windows: Int) throws {
    let sketches = (0..<windows).map { Self.sketch([10, 10, 200 + Int64($0), 4000]) }
    let map = try #require(LatencyMap(sketches))
    #expect(map.counts.count <= LatencyMap.mostColumns && map.counts.count * map.factor >= windows)
    #expect(map.counts.flatMap(\.self).reduce(0, +) == Int64(windows * 4))
    for column in map.counts {
      #expect(column.count == LatencyMap.rows + 1 && column[0] > 0 && column[LatencyMap.rows] > 0)
    }
  }

  @Test func ofNothingThereIsNone() {
    #expect(LatencyMap([]) == nil)
    #expect(LatencyMap([Self.sketch([5])]) == nil, "a single moment")
    #expect(LatencyMap(Array(repeating: LatencySketch(), count: 9)) == nil)
    #expect(LatencyMap(Array(repeating: Self.sketch([5, 5]), count: 3))?.most == 2, "all alike")
  }

  @Test func saturationIsSeenFromTheMeans() throws {
    // Ten at once are served in a second; what is beyond waits.
    let points = (1...30).map { SaturationChart.Point(inFlight: Double($0), rate: Double(min($0, 10))) }
    let chart = try #require(SaturationChart(points, width: 1))
    let means = chart.means.compactMap(\.self)
    #expect(means.count > 10 && means.last?.rate == 10 && (means.first?.rate ?? 10) < 3)
    #expect(String(describing: chart.html).contains("10.0 with"))
    let flat = (1...30).map { SaturationChart.Point(inFlight: 10 + Double($0 % 3), rate: 5) }
    #expect(
      SaturationChart(flat, width: 1) == nil && SaturationChart(Array(points.prefix(7)), width: 1) == nil)
  }

  /// The picture is XML without variables or scripts, whatever a run is called.
  @Test(arguments: [nil, "</text><script>x</script>\t\u{1b}[1m"]) func thePictureStandsForItself(
    name: String?
  ) throws {
    let text = KeyPicture(SampleRun.report(400, hostile: name)).text
    let parser = XMLParserShim(text)
    #expect(parser.isWellFormed)
    for word in ["var(", "<script", "href", "url("] { #expect(!text.contains(word), "\(word)") }
    #expect(text.contains("Response time of successes") && text.contains("Tasks finished, by outcome"))
    #expect(KeyPicture(SampleRun.report(0)).text.contains("No task was run"))
  }

  /// xmllint, where there is one.
  private struct XMLParserShim {
    let isWellFormed: Bool
    init(_ text: String) {
      guard FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") else {
        isWellFormed = true
        return
      }
      let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID()).svg").path()
      try? text.write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let result = try? ValidationTool.run("/usr/bin/xmllint", ["--noout", "--nonet", path])
      isWellFormed = result?.code == 0
    }
  }
}
