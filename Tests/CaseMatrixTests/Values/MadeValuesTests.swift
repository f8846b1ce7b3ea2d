import Foundation
import RunModel
import Testing

@testable import CaseMatrix

/// Values that are drawn, made up to a size, or found.
@Suite struct MadeValuesTests {
  private func list(_ values: any DimensionValues) -> [JSONValue] {
    (0..<values.count).compactMap { values.value(of: "x", at: $0, name: "x") }
  }

  @Test(
    arguments: [
      .integer(-3...3), .decimal(0.5...1.5, decimals: 1), .choice(["a", 2]), .uuid,
    ] as [RandomValues.Kind])
  func drawsAreSeeded(kind: RandomValues.Kind) {
    let random = RandomValues(kind, count: 300)
    let values = list(DrawnValues(random, dimension: "x", seed: 5))
    #expect(values.count == 300 && list(DrawnValues(random, dimension: "x", seed: 5)) == values)
    #expect(list(DrawnValues(random, dimension: "x", seed: 6)) != values)
    #expect(list(DrawnValues(random, dimension: "y", seed: 5)) != values)
    switch kind {
    case .integer: #expect(Set(values) == Set((-3...3).map { .integer($0) }))
    case .decimal:
      #expect(Set(values).count == 11 && values.allSatisfy { (0.5...1.5).contains($0.doubleValue!) })
    case .choice: #expect(Set(values) == ["a", 2])
    case .uuid:
      let pattern = #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#
      #expect(Set(values).count == 300)
      #expect(values.allSatisfy { $0.stringValue?.wholeMatch(of: pattern) != nil })
    }
  }

  @Test(arguments: TextLanguage.allCases) func textsHaveTheirLength(language: TextLanguage) {
    let sizes = TextSizes(sizes: [1, 2, 17, 500], language: language, count: 3)
    let texts = list(SizedTexts(sizes, dimension: "x", seed: 1)).compactMap(\.stringValue)
    #expect(texts.map(\.unicodeScalars.count) == [1, 1, 1, 2, 2, 2, 17, 17, 17, 500, 500, 500])
    #expect(texts.allSatisfy { $0.count == $0.unicodeScalars.count }, "a character is one code point")
    #expect(texts.allSatisfy { $0.first != " " && $0.last != " " } && Set(texts.suffix(3)).count == 3)
  }

  @Test func tokensAreAboutFourCharactersOfEnglish() {
    let sizes = TextSizes(sizes: [100], unit: .tokens, language: .english)
    #expect(list(SizedTexts(sizes, dimension: "x", seed: 1))[0].stringValue?.count == 400)
  }

  @Test(
    arguments: [
      ("a.pdf", "*.pdf", true), ("a.pdf", "?.pdf", true), ("ab.pdf", "?.pdf", false), ("a.pdf", "*", true),
      ("abcabc", "*abc", true), ("abcab", "*abc", false), ("", "*", true), ("x", "", false),
      ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false),
    ])
  func patterns(name: String, pattern: String, fits: Bool) {
    #expect(FilePattern.matches(name, pattern) == fits)
  }

  @Test func filesGoWithTheRequest() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "floodgate-\(UUID())")
    let inner = folder.appending(path: "docs/deep")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["docs/b.pdf", "docs/a.pdf", "docs/c.txt", "docs/.hidden.pdf", "docs/deep/d.pdf"] {
      try Data("x".utf8).write(to: folder.appending(path: name))
    }
    func matches(_ pattern: String) throws -> [String] {
      try FilePattern(pattern, folder: folder.path()).matches()
    }
    #expect(try matches("docs/*.pdf") == ["docs/a.pdf", "docs/b.pdf"])
    #expect(try matches("**/*.pdf") == ["docs/a.pdf", "docs/b.pdf", "docs/deep/d.pdf"])
    #expect(throws: DataProblem.self) { try matches("*.doc") }
    var dimension = MatrixSpecification.Dimension(
      name: "paper", source: .files(FileList(.pattern("docs/*.pdf", folder: folder.path()), type: "document"))
    )
    let cases = try CaseExpansion([MatrixSpecification(dimensions: [dimension])], seed: 1).cases()
    #expect(
      cases.map(\.files)
        == ["a", "b"].map {
          [
            FileReference(
              type: "document", source: .upload(path: folder.path().appending(path: "docs/\($0).pdf")),
              variable: "paper", name: "docs/\($0).pdf")
          ]
        })
    #expect(cases.map(\.parameters) == [[:], [:]] && cases[0].tags == ["paper": "docs/a.pdf"])
    dimension.source = .files(FileList(.urls(["https://x/1.png"]), type: "image", isInput: false))
    let remote = try CaseExpansion([MatrixSpecification(dimensions: [dimension])], seed: 1).cases()
    #expect(remote[0].files == [FileReference(type: "image", source: .remote(url: "https://x/1.png"))])
  }
}
