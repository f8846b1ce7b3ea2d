import ArgumentParser
import Judgement
import Report
import RunModel
import Session

/// How a comparison judges.
struct ComparisonOptions: ParsableArguments {
  @Option(help: "A change of a latency, of tokens or cost that does not matter, as a share.")
  var margin = 0.05

  @Option(help: "A change of the success rate that does not matter, as a share.")
  var successMargin = 0.005

  @Option(
    name: .customLong("primary"),
    help:
      "A figure that the verdict rests on; may be repeated. \(Comparer.defaultPrimary.joined(separator: ", ")) by default."
  )
  var primary: [String] = []

  @Flag(help: "Call a figure worse only when its whole interval lies beyond the margin.")
  var strict = false

  @Flag(help: "Let figures of the whole decide alone: a node that is shown to be slower is told beside.")
  var wholeOnly = false

  @Option(
    help:
      "The noise of latencies from run to run to assume when there is one run a side, as a share; 0.1 by default."
  )
  var runNoise: Double?

  @Option(
    help:
      "A history ('floodgate history') to take the noise from run to run from, when there is one run a side.")
  var noiseFrom: String?

  /// A comparer with these options. Throws ``UsageProblem``.
  func comparer() throws -> Comparer {
    for (name, value) in [
      ("margin", margin), ("success-margin", successMargin), ("run-noise", runNoise ?? 0),
    ]
    where !(0...1).contains(value) {
      throw UsageProblem("--\(name) is \(Figures.short(value)), expected a share from 0 to 1, such as 0.05")
    }
    for name in primary where !Comparer.figures.contains(name) {
      let nearest = NearestWord.find(name, in: Comparer.figures).map { "; did you mean '\($0)'?" }
      throw UsageProblem(
        "--primary: unknown figure '\(name)'"
          + (nearest ?? "; expected one of \(Comparer.figures.joined(separator: ", "))"))
    }
    var comparer = Comparer(latencyMargin: margin, successMargin: successMargin)
    comparer.isStrict = strict
    comparer.nodesDecide = !wholeOnly
    if let runNoise { comparer.runNoise.latency = runNoise }
    if !primary.isEmpty { comparer.primary = primary }
    return comparer
  }

  /// Takes the noise of a scenario from a history. Throws ``UsageProblem``.
  func addNoise(to comparer: inout Comparer, scenario: String) throws {
    guard let noiseFrom else { return }
    guard let noise = RunNoise(scenario: scenario, of: try HistoryFile(noiseFrom).read().entries) else {
      throw UsageProblem("--noise-from: \(noiseFrom) has fewer than five runs of '\(scenario)' at one level")
    }
    comparer.runNoise = noise
  }
}

extension ExitStatus {
  /// What a comparison comes to.
  init(_ outcome: Comparison.Outcome) {
    switch outcome {
    case .worse: self = .regression
    case .better, .notWorse: self = .passed
    case .inconclusive: self = .inconclusive
    case .invalid: self = .invalid
    }
  }
}
