import Foundation
import Testing

/// What the documents say is what the program does.
@Suite struct DocumentationTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: PackageDump.root.appending(path: path), encoding: .utf8)
  }

  private func sources(_ folder: String) throws -> [String] {
    let url = PackageDump.root.appending(path: folder)
    let files =
      FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
      ?? []
    return try files.filter { $0.pathExtension == "swift" }.map {
      try String(contentsOf: $0, encoding: .utf8)
    }
  }

  @Test func aScenarioIsReadOnlyThroughTheKeysOfItsSections() throws {
    let sections = try sources("Sources/Scenario/Sections")
    #expect(sections.count > 20)
    for source in sections {
      #expect(!source.contains("YAMLReader"), "a reader takes any name: \(source.prefix(200))")
    }
  }

  @Test func everyMetricIsInTheReference() throws {
    let reference = try text("Sources/Floodgate/Documentation.docc/ScenarioReference.md")
    let files = [
      "Thresholds/ShareName.swift", "Thresholds/CountName.swift", "Measurements/Metrics/MetricName.swift",
    ]
    let sources = try files.map { try text("Sources/RunModel/" + $0) }.joined()
    let cases = sources.matches(of: #/\n  case (.+)\n/#).flatMap { $0.output.1.split(separator: ",") }
    let names = cases.map { found in
      String(found.split(separator: "\"").dropFirst().first ?? found).trimmingCharacters(in: .whitespaces)
    }
    #expect(names.count > 35 && names.contains("success_rate") && names.contains("connect"))
    for name in names { #expect(reference.contains("`\(name)`"), "\(name)") }
  }

  @Test func theReadmesTableOfExitCodesIsTheProgramsOwn() throws {
    let readme = try text("README.md")
    let cases = try text("Sources/FloodgateCLI/ExitStatus.swift").matches(of: #/case (\w+) = (\d+)/#)
    #expect(cases.count == 7)
    for found in cases { #expect(readme.contains("| \(found.output.2) |"), "\(found.output.1)") }
  }

  private static let pages = try! FileManager.default.contentsOfDirectory(
    atPath: PackageDump.root.appending(path: "Sources/Floodgate/Documentation.docc").path()
  ).filter { $0.hasSuffix(".md") }.map { "Sources/Floodgate/Documentation.docc/\($0)" }

  @Test(arguments: pages + ["README.md"])
  func whatTheyNameIsThere(path: String) throws {
    let folders = ["Scripts/", "Sources/", "Tests/", "Scenarios/", "Reports/"]
    let lines = try text(path).split(separator: "\n").filter { line in folders.contains(where: line.contains)
    }
    for found in lines.joined(separator: "\n").matches(
      of: #/(?:^|[^A-Za-z])((?:Scripts|Sources|Tests|Scenarios|Reports)\/[A-Za-z0-9._\/-]*[A-Za-z0-9])/#)
    {
      let name = String(found.output.1)
      #expect(
        FileManager.default.fileExists(atPath: PackageDump.root.appending(path: name).path()),
        "\(path) names \(name)")
    }
  }

  /// The first page of the site lists every other one, once, and no link leads nowhere.
  @Test func everyPageIsOnTheFirstPageOfTheSite() throws {
    let names = Set(Self.pages.compactMap { $0.split(separator: "/").last?.dropLast(3) }).map(String.init)
    let links = { (page: String) in try text(page).matches(of: #/<doc:(\w+)>/#).map { String($0.output.1) } }
    let first = try text("Sources/Floodgate/Documentation.docc/Floodgate.md")
    let listed = first.matches(of: #/\n- <doc:(\w+)>/#).map { String($0.output.1) }
    #expect(listed.sorted() == names.filter { $0 != "Floodgate" }.sorted())
    for page in Self.pages {
      for name in try links(page) { #expect(names.contains(name), "\(page): <doc:\(name)>") }
    }
  }

  @Test func theReadmesLibraryExampleIsATest() throws {
    let readme = try text("README.md")
    let tests = try text("Tests/FloodgateTests/LibraryTests.swift")
    let example = try #require(
      readme.components(separatedBy: "```swift\n").last?.components(separatedBy: "```").first)
    let squeeze = { (text: String) in text.filter { !$0.isWhitespace } }
    for line in example.components(separatedBy: "\n")
    where !line.isEmpty && !line.hasPrefix("//") && !line.hasPrefix("print") {
      #expect(squeeze(tests).contains(squeeze(line)), "\(line)")
    }
  }

  /// What of Dify the code relies on stands on one page, each fact with the version that it was seen on.
  @Test func whoReliesOnDifyIsThere() throws {
    let rows = try text("Sources/Floodgate/Documentation.docc/DifyAPI.md").split(separator: "\n").filter {
      $0.hasPrefix("| ") && !$0.hasPrefix("| fact")
    }
    let files = FileManager.default.enumerator(atPath: PackageDump.root.appending(path: "Sources").path())
    let declared = Set(
      files?.compactMap { ($0 as? String)?.split(separator: "/").last?.split(separator: ".").first } ?? [])
    #expect(rows.count > 35)
    for row in rows {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      #expect(cells.count == 5 && cells[2].contains(#/\d\.\d|all|documented/#), "\(row)")
      for name in cells[3].matches(of: #/`(\w+)`/#) {
        #expect(declared.contains(name.output.1), "\(name.output.1)")
      }
    }
  }
}
