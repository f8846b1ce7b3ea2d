import ArgumentParser
import FoundationEssentials
import LoadEngine
import Session
import WebApp
import WebServer

/// `floodgate serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a folder of runs in the browser: the list, reports, comparisons, and runs under way.",
    discussion: Examples.of(
      "serve",
      then: """
        Only this machine is served, and nothing can be changed, unless you say so. From elsewhere: \
        ssh -L 8484:127.0.0.1:8484 HOST, then http://localhost:8484/.

        With --allow-run the named scenarios, and no others, can be begun and stopped by who has the token that is \
        printed.
        """))

  @Argument(help: "The folder that runs are written to.")
  var reports = "Reports"

  @Option(help: "Where it listens: HOST:PORT, or :PORT for this machine alone.")
  var listen = ":8484"

  @Option(
    name: .customLong("host-name"),
    help: "A name that the server is called by beside localhost and addresses in digits; may be repeated.")
  var hostNames: [String] = []

  @Option(
    name: .customLong("allow-run"),
    help: "A scenario that can be begun and stopped from the browser; may be repeated.")
  var runnable: [String] = []

  /// Throws ``UsageProblem`` for a scenario that is not there: who presses *Begin* would else be the first to learn it.
  private func checkRunnable() throws {
    for file in runnable where !FileManager.default.isReadableFile(atPath: file) {
      throw UsageProblem("--allow-run \(file): there is no such file that can be read")
    }
  }

  func run() async throws {
    try await reporting {
      let address = try ListenAddress(listen, option: "--listen")
      try checkRunnable()
      let starter = runnable.isEmpty ? nil : RunStarter(scenarios: runnable, reports: reports)
      let site = try Site(reports, hostNames: hostNames, starter: starter)
      let token = CancellationToken.onSignals()
      let server = try await site.serve(at: address, option: "--listen")
      Terminal.print("\(reports) at \(address.url(server, "/")), until Ctrl-C")
      if let warning = address.warning { Terminal.write(warning + "\n") }
      if let starter { Terminal.print("token to begin and stop runs: \(starter.token)") }
      try await WebServer.ending(server, last: { await starter?.end() }) { await token.wait() }
    }
  }
}
