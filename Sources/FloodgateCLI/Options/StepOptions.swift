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

  /// How long steps are. Throws ``UsageProblem``.
  func pace() throws -> CapacityPace {
    CapacityPace(
      step: try seconds("step-duration", stepDuration, 1...86400),
      warmUp: try warmUp.map { try seconds("warm-up", $0, 0...86400) },
      coolDown: try seconds("cool-down", coolDown, 0...3600),
      atMost: try atMost.map { try seconds("at-most", $0, 1...31_536_000) })
  }

  private func seconds(_ name: String, _ text: String, _ range: ClosedRange<Double>) throws -> Double {
    guard let seconds = DurationText.seconds(text), range.contains(seconds) else {
      throw UsageProblem(
        "--\(name) is '\(text)', expected a length of time such as 30s or 5m, from \(Int(range.lowerBound)) s"
      )
    }
    return seconds
  }
}
