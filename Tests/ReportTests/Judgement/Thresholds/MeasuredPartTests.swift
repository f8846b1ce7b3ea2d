import Statistics
import Testing

@testable import Judgement
@testable import RunModel

/// What a threshold over a node looks at.
@Suite struct MeasuredPartTests {
  private static func slice(_ type: String, _ seconds: Int...) -> Slice {
    var slice = Slice()
    for second in seconds {
      slice.add(
        NodeSpan(nodeID: "n", type: type, title: "t", status: "succeeded", elapsed: .seconds(second)))
    }
    return slice
  }

  /// A node of one name may be of several types: all its executions count, once each.
  @Test(arguments: [1, 2, 3]) func allExecutionsOfANodeAreLookedAt(types: Int) {
    let slices = [Self.slice("llm", 1, 2), Self.slice("code", 3), Self.slice("tool", 4)].prefix(types)
    let part = MeasuredPart(node: Array(slices), duration: 1)
    #expect(part.tally.statistics.total == types + 1)
    let times = part.sample(.serverElapsed, successesOnly: true).observed
    #expect(times.count == Int64(types + 1))
    #expect(times.quantile(0).map { $0 / 1_000_000_000 } == 1)
  }

  /// The server says how long an execution took, and nothing else of it.
  @Test func anExecutionHasTheServersTimeAlone() {
    let part = MeasuredPart(node: [Self.slice("llm", 1)], duration: 1)
    for name in MetricName.allCases where name != .serverElapsed {
      #expect(part.sample(name, successesOnly: true).observed.count == 0, "\(name)")
    }
  }
}
