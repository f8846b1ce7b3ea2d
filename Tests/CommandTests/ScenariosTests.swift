import Foundation
import Report
import RunModel
import Testing

/// Every example in Scenarios/ runs, on the stand-in, and ends as it should.
@Suite(.serialized) struct ScenariosTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Scenarios")

  /// The quickstart takes 15 s and is run by its own script.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".yaml") && $0 != "quickstart.yaml" }.sorted()
  }()

  @Test func thereAreSome() { #expect(Self.names.count >= 5) }

  @Test(arguments: names) func passesOnTheStandIn(name: String) throws {
    let tests = try ProgramTests()
    let outcome = try tests.call([
      "run", Self.folder.appending(path: name).path(), "--reports", tests.folder + "/r",
    ])
    let wasTooBusy = try wasTooBusy(tests, outcome.code)
    #expect(outcome.code == 0 || wasTooBusy, "\(outcome.output)\(outcome.errors)")
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    #expect(text.hasPrefix("# "), "a comment on top says when to use it")
    if name == "conversation.yaml" { #expect(try tests.report().measurements.inclusive.succeeded == 8) }
  }

  /// A machine that is too busy cannot keep to the plan, which is told as invalid, or makes latencies so like their
  /// neighbours that they decide nothing: no fault of the example.
  private func wasTooBusy(_ tests: ProgramTests, _ code: Int32) throws -> Bool {
    switch code {
    case 5: try !tests.report().generator.problems.isEmpty
    case 3: try tests.report().generator.grade.map { $0.grade >= .c } ?? false
    default: false
    }
  }

  @Test func theQuickstartIsValid() throws {
    let tests = try ProgramTests()
    #expect(try tests.call(["validate", Self.folder.appending(path: "quickstart.yaml").path()]).code == 0)
  }
}
