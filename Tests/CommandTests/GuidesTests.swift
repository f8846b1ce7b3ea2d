import Foundation
import MockDify
import Testing

/// The commands of the guides, each page in its order, against the stand-in.
@Suite(.serialized) struct GuidesTests {
  /// A page, how many commands of the program it has at least, and what they say among other things.
  struct Guide: CustomTestStringConvertible {
    var page: String
    var commands: Int
    var signs: [String]
    var testDescription: String { page }
  }

  static let guides = [
    Guide(
      page: "FirstHour", commands: 9,
      signs: ["my.yaml: written for", "as the client", " held ", "## floodgate:"]),
    Guide(
      page: "Cookbook", commands: 28,
      signs: ["written for the embedded stand-in", "as the client", " held ", "shard"]),
    Guide(
      page: "Dashboards", commands: 8,
      signs: ["metrics at http://", "the run goes on without it", "    trace     ", "no result fits"]),
    Guide(
      page: "ManyMachines", commands: 9,
      signs: ["shards began within", "200 done", "#SBATCH --ntasks=8", "joined from 3 runs"]),
  ]

  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  @Test(arguments: guides) func everyCommandDoesWhatItSays(guide: Guide) async throws {
    var configuration = MockConfiguration()
    (configuration.firstByte, configuration.firstText, configuration.gap) = (1, 5, 1)
    let server = try await MockDifyServer.start(configuration)
    let commands = try Self.commands(of: guide.page)
    #expect(commands.split(separator: "\n").count { $0.contains("floodgate ") } >= guide.commands)
    let text = commands.replacing("http://localhost/v1", with: server.url)
      .replacing("app-...", with: "app-mock").replacing("127.0.0.1:9464", with: "127.0.0.1:0")
    let path = ProgramTests.program.deletingLastPathComponent().path() + ":$PATH"
    let script = "set -e\nPATH=\(path)\n" + Self.verdictsAreNoFailures + text
    let (code, output) = try Repository.call(["bash", "-c", script], folder: URL(filePath: program.folder))
    await server.shutdown()
    #expect(code == 0, "\(output.suffix(4000))")
    for sign in guide.signs { #expect(output.contains(sign), "\(sign)") }
  }

  /// A guide's small loads are often inconclusive (3), on a busy machine also invalid (5) or a regression (2): the
  /// command has done what it says.
  private static let verdictsAreNoFailures = """
    floodgate() { command floodgate "$@" || case $? in 2|3|5) ;; *) echo "FAILED: $*"; return 1 ;; esac; }

    """

  /// The page's shell blocks.
  private static func commands(of page: String) throws -> String {
    let text = try Repository.text("Sources/Floodgate/Documentation.docc/\(page).md")
    return text.components(separatedBy: "```sh\n").dropFirst().map {
      $0.components(separatedBy: "```").first ?? ""
    }.joined(separator: "\n")
  }
}
