import RunModel
import Scenario
import Testing

/// Dimensions that are made, read or found, from YAML to their specification.
@Suite struct DimensionSourceTests {
  private func dimension(_ yaml: String, environment: [String: String] = [:]) throws
    -> MatrixSpecification.Dimension
  {
    let text = "target: mock\nmatrix:\n  x: \(yaml)\n"
    let loader = ScenarioLoader(environment: environment)
    let document = try loader.load(bytes: Array(text.utf8), name: "folder/s.yaml")
    return try #require(document.matrices[0].dimensions.first)
  }

  @Test(
    arguments: [
      ("{csv: d.csv}", .table(DataTable(path: "folder/d.csv", format: .csv))),
      (
        "{jsonl: /abs/d.jsonl, count: 5, order: shuffled}",
        .table(
          DataTable(path: "/abs/d.jsonl", format: .jsonLines, order: .shuffled, count: 5))
      ),
      (
        "{csv: d.csv, column: Topic, delimiter: ';'}",
        .table(
          DataTable(
            path: "folder/d.csv", format: .csv, delimiter: ";",
            columns: [.init(parameter: "x", column: "Topic")]))
      ),
      (
        "{json: d.json, columns: [a, b], order: unique_per_user}",
        .table(
          DataTable(
            path: "folder/d.json", format: .json,
            columns: [.init(parameter: "a", column: "a"), .init(parameter: "b", column: "b")],
            order: .uniquePerUser))
      ),
      (
        "{csv: d.csv, delimiter: tab, columns: {a: A, n: {column: N, type: integer}, c: {type: json}}}",
        .table(
          DataTable(
            path: "folder/d.csv", format: .csv, delimiter: "\t",
            columns: [
              .init(parameter: "a", column: "A"), .init(parameter: "n", column: "N", type: .integer),
              .init(parameter: "c", column: "c", type: .json),
            ]))
      ),
      ("{random: uuid}", .random(RandomValues(.uuid, count: 10))),
      ("{random: integer, from: 1, to: 6, count: 3}", .random(RandomValues(.integer(1...6), count: 3))),
      (
        "{random: decimal, from: 0, to: 1, decimals: 3}",
        .random(
          RandomValues(.decimal(0...1, decimals: 3), count: 10))
      ),
      ("{random: choice, of: [a, 2]}", .random(RandomValues(.choice(["a", 2]), count: 10))),
      ("{characters: 500}", .text(TextSizes(sizes: [500]))),
      (
        "{tokens: [10, 20], language: emoji, count: 4}",
        .text(
          TextSizes(sizes: [10, 20], unit: .tokens, language: .emoji, count: 4))
      ),
      ("{boundary: server}", .boundary(BoundaryLimits(.server))),
      ("{boundary: {refused: true}}", .boundary(BoundaryLimits(.server, expectsRefusal: true))),
      (
        "{boundary: {max_length: 256, outside: false}}",
        .boundary(
          BoundaryLimits(.text(maxLength: 256), includesOutside: false))
      ),
      (
        "{boundary: {min: 1, max: 5, step: 0.5}}",
        .boundary(BoundaryLimits(.number(min: 1, max: 5, step: 0.5)))
      ),
      (
        "{boundary: {options: [a, b], refused: true}}",
        .boundary(
          BoundaryLimits(.options(["a", "b"]), expectsRefusal: true))
      ),
      ("{boundary: {text: true}}", .boundary(BoundaryLimits(.text(maxLength: nil)))),
      ("{files: 'docs/*.pdf'}", .files(FileList(.pattern("docs/*.pdf", folder: "folder")))),
      (
        "{files: '/d/*.png', file_type: image, attach: message}",
        .files(
          FileList(.pattern("/d/*.png", folder: ""), type: "image", isInput: false))
      ),
      ("{urls: ['https://x/a', 'http://x/b']}", .files(FileList(.urls(["https://x/a", "http://x/b"])))),
      ("{type: boolean}", .values([true, false])), ("{values: [1, 2.5], type: text}", .values(["1", "2.5"])),
      ("{from: 1, to: 2, type: text}", .values(["1", "2"])),
    ] as [(String, DimensionSource)])
  func kinds(yaml: String, source: DimensionSource) throws { #expect(try dimension(yaml).source == source) }

  @Test func environmentVariables() throws {
    let environment = ["MODELS": "small, large,3 ,true", "PIPED": "a|b"]
    #expect(try dimension("{env: MODELS}", environment: environment).values == ["small", "large", 3, true])
    #expect(try dimension("{env: PIPED, separator: '|'}", environment: environment).values == ["a", "b"])
    #expect(
      try dimension("{env: MODELS, type: text}", environment: environment).values == [
        "small", "large", "3", "true",
      ])
  }

  @Test(
    arguments: [
      ("{csv: d.csv, order: sorted}", "order is 'sorted'"),
      ("{csv: d.csv, delimiter: ab}", "delimiter is 'ab'"),
      ("{csv: d.csv, colums: [a]}", "unknown key 'colums'"),
      ("{csv: d.csv, columns: {a: {column: b, type: int}}}", "type is 'int'"),
      ("{random: dice}", "random is 'dice'"), ("{random: integer}", "needs a range"),
      ("{random: integer, from: 3, to: 1}", "needs a range"), ("{random: choice}", "nothing to choose"),
      ("{characters: 0}", "'0' is no size"), ("{characters: []}", "there is no size"),
      ("{tokens: 5, language: klingon}", "language is 'klingon'"),
      ("{boundary: client}", "boundary is 'client'"),
      ("{boundary: {min: 2, max: 1}}", "min is more than max"),
      ("{boundary: {minn: 2}}", "unknown key 'minn'"),
      ("{urls: [file.pdf]}", "'file.pdf' is no address"), ("{files: a, attach: mail}", "attach is 'mail'"),
      ("{env: NOWHERE}", "'NOWHERE' is not set"), ("{type: text}", "no values of that type"),
      ("{vales: [1]}", "unknown key 'vales'"), ("{values: [a], type: integer}", "\"a\" is no integer"),
    ])
  func mistakes(yaml: String, message: String) {
    let found = LoaderTests.problems("target: mock\nmatrix:\n  x: \(yaml)\n")
    #expect(found.contains { $0.message.contains(message) && $0.line == 3 }, "\(found.map(\.rendered))")
  }
}
