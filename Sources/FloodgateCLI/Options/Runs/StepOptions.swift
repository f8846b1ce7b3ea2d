import ArgumentParser
import RunModel
import Scenario
import Session

/// What steps of load are judged by, and how long they are.
struct StepOptions: ParsableArguments {
  @Option(
    name: .customLong("slo"),
    help:
      "What has to hold: thresholds, with commas between them; may be repeated. The scenario's thresholds by default."
  )
  var objectives: [String] = []

  @Option(help: "The steady part of a step; up to four times as long where its quantiles need it.")
  var stepDuration = "30s"

  @Option(help: "What is thrown away before it; a fifth of it by default.")
  var warmUp: String?

  @Option(help: "The rest after a step; longer after one that broke.")
  var coolDown = "2s"

  @Option(help: "The most time for the whole search; no step is begun that would end later.")
  var atMost: String?

  @Option(help: "The most requests of the whole search; no step is begun that would send more.")
  var maxRequests: Int?

  /// How long steps are. Throws ``UsageProblem``.
  func pace() throws -> CapacityPace {
    var pace = CapacityPace(
      step: try Self.seconds("step-duration", stepDuration, 1...86400),
      warmUp: try warmUp.map { try Self.seconds("warm-up", $0, 0...86400) },
      coolDown: try Self.seconds("cool-down", coolDown, 0...3600), atMost: try atMost.map(Self.limit))
    pace.mostRequests = try maxRequests.map(Self.requests)
    return pace
  }

  /// The most requests. Throws ``UsageProblem``.
  static func requests(_ number: Int) throws -> Int {
    guard number >= 1 else { throw UsageProblem("--max-requests is \(number), expected 1 or more") }
    return number
  }

  /// The most time, seconds. Throws ``UsageProblem``.
  static func limit(_ text: String) throws -> Double { try seconds("at-most", text, 1...31_536_000) }

  /// An option that is a length of time, in seconds. Throws ``UsageProblem``.
  static func seconds(_ name: String, _ text: String, _ range: ClosedRange<Double>) throws -> Double {
    guard let seconds = DurationText.seconds(text), range.contains(seconds) else {
      throw UsageProblem(
        "--\(name) is '\(text)', expected a length of time such as 30s or 5m, from \(Int(range.lowerBound)) s"
      )
    }
    return seconds
  }
}
