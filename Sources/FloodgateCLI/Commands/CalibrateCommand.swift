import ArgumentParser
import LoadEngine
import Session

/// `floodgate calibrate`
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Measure what this machine can measure: its floor of TTFT, its highest rate and streams.",
    discussion: Examples.of(
      "calibrate",
      then:
        "It loads the embedded stand-in for about three seconds, nobody else. What it finds is kept (XDG_STATE_HOME), and is in the report of each run on this machine, where figures near it are grey."
    ))

  @Flag(name: .customLong("json"), help: "The figures as one JSON document.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let machine = try await Calibration.measured()
      FloorFile.own?.write(machine.floor)
      let text = FloorText(machine: machine)
      asJSON ? Terminal.print(text.json) : Terminal.print(text.lines.joined(separator: "\n"))
    }
  }
}

extension Calibration {
  /// Measures until Ctrl-C. Throws the exit code of an interruption.
  static func measured() async throws -> Machine {
    do {
      return try await measure(.onSignals())
    } catch is CancellationError {
      throw ExitStatus.interrupted.error
    }
  }
}
