import Foundation
import RunModel
import Testing

@testable import Report

/// The page of the files' fields is what the sources say.
@Suite struct FilesPageTests {
  private static let page =
    (try? String(
      contentsOf: ValidationTool.root.appending(path: "Sources/Floodgate/Documentation.docc/Files.md"),
      encoding: .utf8)) ?? ""

  @Test(.enabled(if: ValidationTool.hasPython("json"))) func itsTablesAreThoseOfTheSources() throws {
    let script = ValidationTool.root.appending(path: "Scripts/files").path()
    let result = try ValidationTool.run(script, ["--check"])
    #expect(result.code == 0, "\(result.output)")
  }

  static let records: [(title: String, names: [String])] = [
    ("The task", TaskResult.headFields.names),
    ("The attempt", AttemptRecord.fields.names),
    ("Its last request", ExchangeRecord.fields.names + AttemptRecord.stepFields.names),
    ("The case", TaskResult.tailFields.names),
    ("A node", LineNode.fields.names),
    ("A turn", LineTurn.fields.names.filter { !(ExchangeRecord.fields.names + ["nodes"]).contains($0) }),
    ("A call", CallRecord.fields.names + ModelUsage.fields.names + ExpectationResult.fields.names),
  ]

  /// A line of results has the fields of its tables, each told once.
  @Test(arguments: records.indices) func aLineOfResultsIsDescribed(index: Int) throws {
    let (title, names) = Self.records[index]
    let section = try #require(Self.page.components(separatedBy: "\n**\(title)**").dropFirst().first)
    let table = section.split(separator: "\n").drop { !$0.hasPrefix("|---") }.dropFirst()
    let told = table.prefix { $0.hasPrefix("| ") }.flatMap { row in
      row.split(separator: "|").first?.matches(of: #/`(\w+)`/#).map { String($0.1) } ?? []
    }
    #expect(told.sorted() == Set(names).sorted())
    #expect(TaskResult.unbegunFields.names.allSatisfy { AttemptRecord.fields.names.contains($0) })
  }
}
