import ArgumentParser
import CurlTransport
import Floodgate
import Report
import RunModel
import Session

/// The program.
@main
struct FloodgateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "floodgate",
    abstract: "Load tests for Dify: floods, and gates.",
    discussion: "Exit codes:\n" + ExitStatus.table,
    version: version,
    subcommands: [
      RunCommand.self, SubmitCommand.self, ShardCommand.self, WatchCommand.self, ResumeCommand.self,
      CapacityCommand.self, SweepCommand.self,
      PlanCommand.self,
      ValidateCommand.self, AskCommand.self, InitCommand.self, ImportCommand.self,
      DoctorCommand.self, CalibrateCommand.self,
      MockCommand.self,
      ReportCommand.self,
      GateCommand.self, CompareCommand.self, MergeCommand.self, InspectCommand.self, HistoryCommand.self,
      ServeCommand.self,
      SchemaCommand.self,
    ])

  /// Parses the arguments, and runs the subcommand.
  static func main() async {
    let arguments = CompareCommand.spelledOut(Array(CommandLine.arguments.dropFirst()))
    CrashMessage.install(
      configuration.subcommands.compactMap { $0.configuration.commandName }.first { $0 == arguments.first })
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(error)
    }
    if sayWhatIsLost() { exit(withError: ExitStatus.usage.error) }
  }

  /// A command whose output is lost has not done what it was asked for, whatever it has done besides.
  @discardableResult private static func sayWhatIsLost() -> Bool {
    guard let words = Terminal.lostOutput else { return false }
    Terminal.write(words + "\n")
    return true
  }

  /// Ends the program. A command line that cannot be understood is a usage error as every other, not the 64 of sysexits.
  private static func end(_ error: any Error) -> Never {
    sayWhatIsLost()
    guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
    let first = CommandLine.arguments.dropFirst().first ?? ""
    Terminal.write((unknownCommand(first) ?? fullMessage(for: error)) + "\n")
    exit(withError: ExitStatus.usage.error)
  }

  /// The parser counts the words behind a command that there is not; who mistyped one wants to know the right one.
  static func unknownCommand(_ word: String) -> String? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.isEmpty, !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let nearest = NearestWord.find(word, in: names).map { "; did you mean '\($0)'?" } ?? ""
    return
      "Error: '\(word)' is no command\(nearest)\nUsage: floodgate <subcommand>\n  See 'floodgate --help' for more information."
  }

  /// floodgate's version and commit, and the versions of the libraries that it stands on.
  private static var version: String {
    "floodgate \(FloodgateBuild.words) (\(CurlLibrary.versions), zlib \(zlibVersion))"
  }
}

extension AsyncParsableCommand {
  /// Runs the body; whatever it throws becomes a message without a stack trace, and exit code 1.
  func reporting(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let code as ExitCode {
      throw code
    } catch {
      Terminal.write("\(error)".hasSuffix("\n") ? "\(error)" : "\(error)\n")
      throw ExitStatus.usage.error
    }
  }
}
