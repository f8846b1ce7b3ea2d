import Foundation
import Testing

/// Every feature of the seed has its row in the documentation, and every row a test that exists.
@Suite struct ExecutorRowsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var proof: String
    var testDescription: String { id }
  }

  static let pages = PackageDump.root.appending(path: "Sources/Floodgate/Documentation.docc")

  static let rows: [Row] = {
    let page = (try? String(contentsOf: pages.appending(path: "ExecutorRows.md"), encoding: .utf8)) ?? ""
    return page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 3, let id = cells.first, id.wholeMatch(of: /[SB]\d+/) != nil else { return nil }
      return Row(id: id, proof: cells[cells.count - 1].trimmingCharacters(in: ["`"]))
    }
  }()

  /// The test functions of each suite: `Suite/function`.
  static let tests: Set<String> = {
    var tests: Set<String> = []
    let files = FileManager.default.enumerator(
      at: PackageDump.root.appending(path: "Tests").resolvingSymlinksInPath(), includingPropertiesForKeys: nil
    )
    while let file = files?.nextObject() as? URL {
      guard file.lastPathComponent.hasSuffix("Tests.swift"),
        let text = try? String(contentsOf: file, encoding: .utf8)
      else { continue }
      var (suite, isTest) = ("", false)
      for line in text.split(separator: "\n") {
        if let match = line.firstMatch(of: /@Suite.*struct (\w+)/) { suite = String(match.1) }
        if line.contains("@Test") { isTest = true }
        guard let match = line.firstMatch(of: /func (\w+)\(/) else { continue }
        if isTest { tests.insert("\(suite)/\(match.1)") }
        isTest = false
      }
    }
    return tests
  }()

  @Test func allRowsAreThereOnceAndInOrder() {
    func ids(_ letter: String, _ count: Int, _ digits: Int) -> [String] {
      (1...count).map { letter + String(repeating: "0", count: digits - "\($0)".count) + "\($0)" }
    }
    #expect(Self.rows.map(\.id) == ids("S", 133, 3) + ids("B", 19, 2))
  }

  @Test(arguments: rows) func hasAProof(row: Row) {
    let exists = Self.tests.contains(row.proof)
    #expect(exists, "\(row.id) is to be proven by '\(row.proof)', which does not exist")
  }

  @Test func theSeedsPagesAreThere() throws {
    let page = try String(contentsOf: Self.pages.appending(path: "Architecture.md"), encoding: .utf8)
    for part in ["## The life of a request", "## Decisions", "`RunCoordinator`"] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func theArchitectureNamesWhatThereIs() throws {
    let page = try String(contentsOf: Self.pages.appending(path: "Architecture.md"), encoding: .utf8)
    let named = Set(page.matches(of: /`([A-Z][a-z]\w+)[`.]/).map { String($0.output.1) })
    #expect(named.count > 50, "the pattern finds them")
    let package = try String(contentsOf: PackageDump.root.appending(path: "Package.swift"), encoding: .utf8)
    let missing = named.subtracting(Self.declarations).filter { !package.contains("\"\($0)\"") }
    #expect(missing.isEmpty, "Architecture.md speaks of \(missing.sorted())")
  }

  /// Every type of the sources and the tests.
  static var declarations: Set<String> {
    var found: Set<String> = []
    for folder in ["Sources", "Tests"] {
      let root = PackageDump.root.appending(path: folder).resolvingSymlinksInPath()
      let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift", let text = try? String(contentsOf: file, encoding: .utf8) else {
          continue
        }
        let names = text.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias) ([A-Z]\w*)/)
        found.formUnion(names.map { String($0.output.1) })
      }
    }
    return found
  }
}
