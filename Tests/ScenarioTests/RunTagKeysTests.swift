import RunModel
import Testing

@testable import Scenario

/// `run_tags:` in a scenario.
@Suite struct RunTagKeysTests {
  private static func load(_ tags: String) throws -> ScenarioDocument {
    let text = "target: mock\nmatrix: {n: [1]}\nrun_tags: \(tags)\n"
    let loader = ScenarioLoader(environment: ["RELEASE": "1.4"])
    return try loader.load(bytes: Array(text.utf8), name: "s.yaml")
  }

  @Test(arguments: [
    ("nightly", ["nightly"]), ("[nightly, release=1.4]", ["nightly", "release=1.4"]),
    ("['release=${RELEASE}']", ["release=1.4"]), ("[a=1, b, a=2]", ["b", "a=2"]), ("[]", []),
  ])
  func isRead(text: String, tags: [String]) throws {
    let document = try Self.load(text)
    #expect(document.runTags == tags && document.header.runTags == (tags.isEmpty ? nil : tags))
  }

  @Test(arguments: [
    ("[nightly, two words]", "s.yaml:3:21: error: 'two words' is no tag of a run"),
    ("[{a: 1}]", "s.yaml:3"), ("[\((0..<21).map { "t\($0)" }.joined(separator: ", "))]", "there are 21 tags"),
  ])
  func whatIsNoneIsTold(text: String, words: String) {
    #expect {
      _ = try Self.load(text)
    } throws: {
      "\($0)".contains(words)
    }
  }
}
