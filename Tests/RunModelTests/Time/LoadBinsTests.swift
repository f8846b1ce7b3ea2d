import Foundation
import RunModel
import Testing

/// How what is measured moves with the load.
@Suite struct LoadBinsTests {
  /// So many tasks at once in each second, each 0.9 s long.
  private static func bins(_ loads: [Int]) -> LoadBins {
    var measurements = RunMeasurements()
    for (second, load) in loads.enumerated() {
      for number in 0..<load { measurements.record(result(second, number)) }
    }
    return LoadBins(measurements, duration: Double(loads.count))
  }

  private static func result(_ second: Int, _ number: Int) -> TaskResult {
    let start = RunInstant.zero + .seconds(second)
    let end = start + .milliseconds(900)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: .succeeded)
    return TaskResult(
      index: second, taskID: "\(second)-\(number)", caseID: "c", workflowID: "w", scenario: "s",
      status: .succeeded, intendedStart: start, finished: end, attempts: [attempt])
  }

  private static func ones(_ load: Int) -> [Int] { [Int](repeating: load, count: 6) }

  @Test("Seconds of about the same load are one bin, those with a single task too")
  func bins() {
    let found = Self.bins(Self.ones(1) + Self.ones(3)).bins
    #expect(found.map(\.tasks) == [6, 18])
    #expect(zip(found, [0.9, 2.7]).allSatisfy { abs($0.inFlight - $1) < 1e-9 })
  }

  @Test(
    "A load tells how something moves with it when its highest is half as high again as its lowest",
    arguments: [(1, 3, true), (3, 1, true), (3, 4, false), (2, 2, false)])
  func telling(first: Int, second: Int, tells: Bool) {
    #expect(Self.bins(Self.ones(first) + Self.ones(second)).isTelling == tells)
  }

  @Test("Of a document whose slow tasks name a node that it does not have, no node is said to carry them")
  func unknownNode() throws {
    let text = #"{"tail":{"rows":{"700":{"count":1,"parts":{"nodes":5},"nodes":[0,0,5]}}}}"#
    let profile = try JSONDecoder().decode(TimeProfile.self, from: Data(text.utf8))
    #expect(profile.tail.around(0.95)?.nodes == [0, 0, 5])
    #expect(NodeWords(profile, Self.bins([])) == nil)
  }
}
