import ArgumentParser
import Session

/// Where a series of steps is written, and what is said while it goes on.
struct SeriesOutput: ParsableArguments {
  @Option(help: "The folder that it is written to.")
  var reports = "Reports"

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Progress, steps and the outcome as JSON lines.")
  var asJSON = false

  /// How each step is run.
  var options: RunSession.Options {
    var options = RunSession.Options()
    options.reports = reports
    options.progress = LiveView.progress(
      quiet ? .quiet : (asJSON ? .json : (Terminal.isInteractive ? .block : .quiet)))
    options.complain = { Terminal.write("\($0)\n") }
    return options
  }
}
