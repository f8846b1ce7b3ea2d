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

  private static func names<Record>(
    _ record: Record, _ code: (inout Record, inout LineNames) -> Void
  ) -> [String] {
    var (record, line) = (record, LineNames())
    code(&record, &line)
    return line.names
  }

  private static func names<Record: LineRecord>(_: Record.Type) -> [String] {
    names(Record()) { $0.code(&$1) }
  }

  static let records: [(title: String, names: [String])] = [
    ("The task", names(TaskResult.empty) { $0.codeHead(&$1) }),
    ("The attempt", names(AttemptRecord.self)),
    ("Its last request", names(ExchangeRecord.self) + names(AttemptRecord()) { $0.codeSteps(&$1) }),
    ("The case", names(TaskResult.empty) { $0.codeTail(&$1) }),
    ("A node", names(LineNode.self)),
    ("A turn", names(LineTurn()) { $0.codeTurn(&$1) }),
    ("A call", names(CallRecord.self) + names(ModelUsage.self) + names(ExpectationResult.self)),
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
    let unbegun = Self.names(TaskResult.empty) { $0.codeUnbegun(&$1) }
    #expect(unbegun.allSatisfy { Self.names(AttemptRecord.self).contains($0) })
  }
}
