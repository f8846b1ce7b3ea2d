import ArgumentParser
import Session

/// Words that a run is found by.
struct TagOptions: ParsableArguments {
  @Option(
    name: .customLong("run-tag"),
    help:
      "A word that the run is found by in lists: NAME or NAME=VALUE, beside run_tags: of the scenario; may be repeated."
  )
  var tags: [String] = []

  /// Throws ``UsageProblem`` for what is no tag.
  func tag(_ manifest: inout PreparedRun) throws { try manifest.tag(tags) }
}
