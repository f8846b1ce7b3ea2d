import Foundation
import MockDify
import Testing

/// The commands of the documentation and the README, each page in its order, against the stand-in.
@Suite(.serialized) struct GuidesTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  /// A page with a command of the program cannot be forgotten.
  @Test func everyPageWithCommandsIsRun() {
    let pages = DocumentedPage.all.filter { !ShellText($0.shell).ofFloodgate.isEmpty }.map(\.name)
    #expect(pages.sorted() == Guide.all.map(\.page).sorted())
  }

  /// A small load is often inconclusive (3), on a busy machine also invalid (5) or a regression (2): the command has done
  /// what it says.
  @Test(arguments: Guide.all) func everyCommandDoesWhatItSays(guide: Guide) async throws {
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let page = try #require(DocumentedPage.all.first { $0.name == guide.page })
    var configuration = MockConfiguration()
    (configuration.firstByte, configuration.firstText, configuration.gap) = (1, 5, 1)
    let server = try await MockDifyServer.start(configuration)
    var commands = page.shell.replacing("app-...", with: "app-mock").replacing(":9464", with: ":0")
    for host in ["localhost", "other", "candidate"] {
      commands = commands.replacing("http://\(host)/v1", with: server.url)
    }
    let (code, output) = try Repository.call(
      ["bash", "-c", guide.prelude(url: server.url) + commands], folder: URL(filePath: program.folder))
    await server.shutdown()
    #expect(code == 0, "\(output.suffix(4000))")
    for sign in guide.signs { #expect(output.contains(sign), "\(sign)") }
    if guide.showsOutput { whatIsShownIsPrinted(page, output) }
  }

  /// Figures apart, and where lines break. What a machine does that is too busy for its load is told otherwise.
  private func whatIsShownIsPrinted(_ page: DocumentedPage, _ output: String) {
    let printed = Self.shape(output[...])
    let isTooBusy = output.contains("my: invalid")
    for line in page.blocks("").joined().split(separator: "\n") {
      #expect(printed.contains(Self.shape(line)) || isTooBusy, "\(line)\n\(output.suffix(4000))")
    }
  }

  private static func shape(_ text: Substring) -> String {
    text.replacing(#/\d+T\d+-\w+-[0-9a-f]+/#, with: "RUN").replacing(
      #/\d[\d.]*( (ns|us|ms|s|%))?/#, with: "#"
    )
    .split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}
