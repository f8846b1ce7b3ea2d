import Session
import ArgumentParser
import CurlTransport
import Floodgate
import Report

/// The program.
@main
struct FloodgateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "floodgate",
    abstract: "Load tests for Dify: floods, and gates.",
    discussion: "Exit codes:\n" + ExitStatus.table,
    version: version,
    subcommands: [
      RunCommand.self, ResumeCommand.self, CapacityCommand.self, SweepCommand.self, PlanCommand.self,
      ValidateCommand.self,
      MockCommand.self,
      ReportCommand.self,
      GateCommand.self, CompareCommand.self, MergeCommand.self, InspectCommand.self, HistoryCommand.self,
      SchemaCommand.self,
    ])

  /// Parses the arguments, and runs the subcommand.
  static func main() async {
    await main(CompareCommand.spelledOut(Array(CommandLine.arguments.dropFirst())))
  }

  /// floodgate's version, and those of the libraries that it stands on.
  private static var version: String {
    "floodgate \(floodgateVersion) (\(CurlLibrary.versions), zlib \(zlibVersion))"
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
