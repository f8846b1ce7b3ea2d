import ArgumentParser
import Judgement
import Session

/// What a run is judged by beside its manifest: thresholds of the command line, and the baseline.
struct GateSource: ParsableArguments {
  @Option(name: .customLong("threshold"), help: "A threshold beside the scenario's; may be repeated.")
  var thresholds: [String] = []

  @Option(help: "The report that baseline(...) in thresholds means, instead of the scenario's.")
  var baseline: String?

  /// Whether thresholds of the command line name tags of cases.
  var namesTags: Bool { RunGate.nameTags(thresholds) }

  /// The gate of a manifest. Throws in words what keeps the run from being judged, or from staying within its budget.
  func gate(of manifest: inout PreparedRun) throws -> Gate {
    try RunGate.make(for: &manifest, thresholds: thresholds, baseline: baseline)
  }
}
