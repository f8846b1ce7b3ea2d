import Foundation
import RunModel
import Testing

@testable import CaseMatrix

@Suite struct DataTableTests {
  private func values(
    _ text: String, _ format: DataTable.Format = .csv, columns: [DataTable.Column] = [],
    order: DataTable.Order = .sequential, count: Int? = nil, seed: UInt64 = 1
  ) throws -> [[String: JSONValue]] {
    let table = DataTable(
      path: "d.\(format.rawValue)", format: format, columns: columns, order: order, count: count)
    let values = try RowValues(table, Array(text.utf8), dimension: "row", seed: seed)
    return (0..<values.count).map { index in
      var point = CasePoint()
      values.contribute(index, name: "row", to: &point)
      #expect(point.dataset == "row")
      return point.values
    }
  }

  private func problem(
    _ text: String, _ format: DataTable.Format = .csv, columns: [DataTable.Column] = []
  ) -> DataProblem? {
    #expect(throws: DataProblem.self) { try values(text, format, columns: columns) }
  }

  @Test func columnsAreChosenRenamedAndTyped() throws {
    let columns: [DataTable.Column] = [
      .init(parameter: "words", column: "N", type: .integer), .init(parameter: "_answer", column: "Answer"),
      .init(parameter: "deep", column: "D", type: .boolean),
      .init(parameter: "extra", column: "E", type: .json),
    ]
    let text = "N,Answer,D,E,unused\n7,yes,true,\"{\"\"a\"\":[1]}\",x\n"
    #expect(
      try values(text, columns: columns) == [
        ["words": 7, "_answer": "yes", "deep": true, "extra": ["a": [1]]]
      ])
  }

  @Test(arguments: [DataTable.Format.json, .jsonLines]) func objects(format: DataTable.Format) throws {
    let rows = ["{\"a\": 1, \"b\": [true, null]}", "{\"a\": \"x\\u00e9\\n\", \"c\": -2.5e3}"]
    let text =
      format == .json ? "[" + rows.joined(separator: " , ") + "]\n" : rows.joined(separator: "\r\n\n")
    #expect(
      try values(text, format) == [["a": 1, "b": [true, .null]], ["a": "xé\n", "c": .number(-2500)]])
    #expect(
      try values(text, format, columns: [.init(parameter: "p", column: "a")]) == [["p": 1], ["p": "xé\n"]])
  }

  @Test func singleValuesBecomeTheDimensionsOwn() throws {
    #expect(try values("[1, \"a]\", 3]", .json) == [["row": 1], ["row": "a]"], ["row": 3]])
    #expect(try values("\"a\"\n\"b\"", .jsonLines) == [["row": "a"], ["row": "b"]])
  }

  @Test(
    arguments: [
      ("[1, {\"a\": 1}]", .json, 1, 5, "mixed"), ("{\"a\": 1}", .json, 1, 1, "begins with no '['"),
      ("[]", .json, 0, 0, "no rows"), ("\n \n", .jsonLines, 0, 0, "no rows"),
      ("[{\"a\": 1,\n  \"a\": 2}]", .json, 2, 3, "twice"), ("{\"a\": 1}\n{\"a\" 2}", .jsonLines, 2, 6, "':'"),
      ("[1, 2", .json, 1, 6, "is expected"), ("[1] x", .json, 1, 5, "follows"),
      ("{\"a\": 1} {\"a\": 2}\n", .jsonLines, 1, 10, "end of the document"), ("[01]", .json, 1, 2, "number"),
      (
        String(repeating: "[", count: 200) + String(repeating: "]", count: 200), .json, 1, 103, "levels"
      ),
    ] as [(String, DataTable.Format, Int, Int, String)])
  func mistakesOfJSON(text: String, format: DataTable.Format, line: Int, column: Int, message: String) {
    let found = problem(text, format)
    #expect(found?.line == line && found?.column == column, "\(found?.description ?? "none")")
    #expect(found?.message.contains(message) == true, "\(found?.description ?? "none")")
  }

  @Test func columnsThatAreNotThere() {
    let missing = problem("topic,words\na,1\n", columns: [.init(parameter: "t", column: "topci")])
    #expect(missing?.description.contains("did you mean 'topic'?") == true)
    let joined = problem("topic;words\na;1\n", columns: [.init(parameter: "t", column: "topic")])
    #expect(joined?.description.contains("';' separates the fields") == true)
    let typed = problem(
      "topic,words\na,1\nb,many\n", columns: [.init(parameter: "w", column: "words", type: .integer)])
    #expect(typed?.line == 3 && typed?.message.contains("\"many\", which is no integer") == true)
    let ragged = problem(
      "{\"a\": 1}\n{\"b\": 1}\n", .jsonLines, columns: [.init(parameter: "a", column: "a")])
    #expect(ragged?.line == 2 && ragged?.message.contains("has no 'a'") == true)
  }

  @Test func orders() throws {
    let text = "n\n" + (0..<50).map { "\($0)" }.joined(separator: "\n")
    func numbers(_ order: DataTable.Order, count: Int? = nil, seed: UInt64 = 1) throws -> [JSONValue] {
      try values(text, order: order, count: count, seed: seed).map { $0["n"]! }
    }
    let plain = try numbers(.sequential)
    #expect(plain.count == 50 && plain[7] == "7")
    #expect(try numbers(.sequential, count: 3) == ["0", "1", "2"])
    let shuffled = try numbers(.shuffled)
    #expect(shuffled != plain && Set(shuffled) == Set(plain))
    #expect(try numbers(.shuffled) == shuffled && numbers(.shuffled, seed: 2) != shuffled)
    let drawn = try numbers(.random, count: 200)
    #expect(drawn.count == 200 && Set(drawn).count > 30 && Set(drawn).isSubset(of: Set(plain)))
    #expect(try numbers(.random, count: 200) == drawn)
  }

  @Test func rowsOfTheirOwnUser() throws {
    let table = DataTable(path: "d.csv", format: .csv, order: .uniquePerUser)
    let values = try RowValues(table, Array("n\na\nb\n".utf8), dimension: "people", seed: 1)
    let users = (0..<2).map { index in
      var point = CasePoint()
      values.contribute(index, name: "people", to: &point)
      return point.user
    }
    #expect(users == ["people-1", "people-2"])
  }

  @Test("a row is one dimension beside others; include, exclude and when know its columns")
  func inAMatrix() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "floodgate-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "rows.csv").path()
    try Data("topic,answer\ntides,moon\nbees,honey\n".utf8).write(to: URL(filePath: path))
    let rows = MatrixSpecification.Dimension(
      name: "row",
      source: .table(
        DataTable(
          path: path, format: .csv,
          columns: [
            .init(parameter: "topic", column: "topic"), .init(parameter: "_answer", column: "answer"),
          ])),
      place: "s.yaml:3:5")
    var matrix = MatrixSpecification(dimensions: [
      rows, .init(name: "tone", values: ["a", "b"], when: [.init("topic", .oneOf(["bees"]))]),
    ])
    matrix.exclude = [["topic": "bees", "tone": "b"]]
    matrix.include = [["topic": "tides", "extra": 1]]
    matrix.query = "about ${input.topic}"
    matrix.expectations = [.contains("${input._answer}")]
    let cases = try CaseExpansion([matrix], seed: 1).cases()
    #expect(cases.map(\.parameters) == [["topic": "tides", "extra": 1], ["topic": "bees", "tone": "a"]])
    #expect(cases.map(\.expectations) == [[.contains("moon")], [.contains("honey")]])
    #expect(cases.allSatisfy { $0.dataset == "row" })
    matrix.dimensions.append(.init(name: "topic", values: [1]))
    #expect(throws: MatrixProblem.sharedName("topic", "row", "topic")) {
      try CaseExpansion([matrix], seed: 1)
    }
  }

  @Test func missingFilesAreNamedWithTheirPlace() {
    let dimension = MatrixSpecification.Dimension(
      name: "row", source: .table(DataTable(path: "/nowhere/x.csv", format: .csv)), place: "s.yaml:3:5")
    let error = #expect(throws: MatrixProblem.self) {
      try CaseExpansion([MatrixSpecification(dimensions: [dimension])], seed: 1)
    }
    #expect(
      "\(error!)".contains("/nowhere/x.csv: there is no such file") && "\(error!)".contains("s.yaml:3:5"))
  }
}
