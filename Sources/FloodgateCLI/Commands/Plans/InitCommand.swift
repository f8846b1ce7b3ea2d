import ArgumentParser
import FoundationEssentials
import Report
import RunModel
import Session

/// `floodgate init`
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a scenario to begin with: for an app, or for the embedded stand-in.",
    discussion: Examples.of(
      "init",
      then:
        "With an address it asks the app for its mode and its inputs (/info, /parameters), and writes them with their limits and examples. The key comes from an environment variable, never from the command line."
    ))

  @Argument(help: "The server, such as http://localhost/v1, or mock; without one, a starter is written.")
  var url: String?

  @Option(help: "The environment variable with the app's key.")
  var keyEnv = "DIFY_API_KEY"

  @Option(
    name: .shortAndLong, help: "The file; '-' for standard output. By default it is named after the app.")
  var output: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  func run() async throws {
    try await reporting {
      let draft =
        if let url { try await ScenarioDraft.ask(url: url, keyVariable: keyEnv) } else {
          ScenarioDraft.starter
        }
      if output == "-" { return Terminal.printPart(draft.text) }
      let file = output ?? "\(draft.name).yaml"
      guard force || !FileManager.default.fileExists(atPath: file) else {
        throw UsageProblem("\(file) is there already; --force writes over it, -o names another")
      }
      try ReportFile.writeBytes(Array(draft.text.utf8), to: file)
      let app = draft.app.isEmpty ? "the embedded stand-in" : TerminalText.clipped(draft.app, width: 200)
      Terminal.print(
        "\(file): written for \(app)\nnext: floodgate ask \(file), then floodgate run \(file)")
    }
  }
}
