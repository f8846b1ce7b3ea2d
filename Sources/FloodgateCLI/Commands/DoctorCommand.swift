import ArgumentParser
import RunModel
import Session

/// `floodgate doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at this machine, and at a scenario's targets, before any load; say what to do.",
    discussion: Examples.of(
      "doctor",
      then:
        "It loads the embedded stand-in for about three seconds, and sends each target ten small requests.\n"
        + "Exit code 0 when nothing is a problem, 1 when a target cannot be used, 5 when this machine would be in the way."
    ))

  @Argument(
    help:
      "A scenario, test plan or manifest: its targets are looked at too, and its load is what the machine has to carry."
  )
  var file: String?

  @Flag(name: .customLong("json"), help: "Everything as one JSON document.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let manifest = try await load()
      let machine = try await Calibration.measured()
      let own = Doctor.machine(machine, for: manifest)
      let targets = if let manifest { try await Doctor.targets(manifest) } else { [Doctor.Part]() }
      show([own] + targets, machine)
      if targets.contains(where: { $0.worst == .problem }) { throw ExitStatus.usage.error }
      if own.worst == .problem { throw ExitStatus.invalid.error }
    }
  }

  private func load() async throws -> PreparedRun? {
    guard let file else { return nil }
    return try await ManifestLoader().load(file)
  }

  private func show(_ parts: [Doctor.Part], _ machine: Calibration.Machine) {
    if asJSON {
      let document: JSONValue = [
        "parts": .array(parts.map { FindingText(part: $0).json }), "floor": FloorText(machine: machine).json,
      ]
      return Terminal.print(document)
    }
    let style = TerminalStyle(usesColour: Terminal.usesColour)
    Terminal.print(parts.flatMap { FindingText(part: $0).lines(style) }.joined(separator: "\n"))
  }
}
