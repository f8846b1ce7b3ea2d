import ArgumentParser
import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate watch`
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Show how a run that is shared out stands, until it has ended.",
    discussion: Examples.of(
      "watch",
      then: """
        It reads what the shards write into the folder that they share, once a second, and sums it up. It is no part of the \
        run: any number may watch, from any machine that has the folder, and Ctrl-C ends the watching only.
        """))

  @Argument(help: "The folder of the run.")
  var folder: String

  @Flag(name: .customLong("json"), help: "Progress as JSON lines.")
  var asJSON = false

  @Flag(help: "Show how it stands now, and end.")
  var once = false

  func run() async throws {
    try await reporting {
      let watch = try ShardsWatch(ShardsFolder(folder))
      let form: LiveView.Form = asJSON ? .json : once || !Terminal.isInteractive ? .lines : .block
      let token = CancellationToken.onSignals()
      let isOver = await watch.run(once: once, LiveView.progress(form)) { token.isCancelled }
      if isOver, !asJSON {
        Terminal.print("  the shards have ended; `floodgate report \(folder)` has what came of it")
      }
    }
  }
}
