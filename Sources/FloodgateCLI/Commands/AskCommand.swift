import ArgumentParser
import LoadEngine
import RunModel
import Session
import Synchronization

/// `floodgate ask`
struct AskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Do one task of a scenario, and show everything that comes.",
    discussion: Examples.of(
      "ask",
      then:
        "It sends the first case once, without load, retries, setup or files: the first thing to do with a new app. Keys and secret headers are masked. Exit code 99 when the task does not succeed."
    ))

  @OptionGroup var source: ManifestSource

  @Flag(name: .customLong("json"), help: "Everything as one JSON document, at the end.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let heard = Mutex<(lines: AskLines, events: [AskedEvent])>((AskLines(), []))
      var session = AskSession(try await source.load(asksServer: true))
      session.tell = { [asJSON] event in
        heard.withLock {
          if asJSON { $0.events.append(event) } else { Terminal.printPart($0.lines.take(event)) }
        }
      }
      let task = try await session.run(CancellationToken.onSignals())
      if asJSON {
        Terminal.print(try AskJSON.document(task, heard.withLock { $0.events }))
      } else {
        Terminal.printPart(heard.withLock { $0.lines.endText() } + "\n")
        Terminal.print(AskSummary(task: task).lines.joined(separator: "\n"))
      }
      if task.result.status == .cancelled { throw ExitStatus.interrupted.error }
      if task.result.status != .succeeded { throw ExitStatus.thresholdFailed.error }
    }
  }
}
