import RunModel
import Testing

/// Words that a run is found by.
@Suite struct RunTagsTests {
  @Test(arguments: [
    "nightly", "release=1.4", "team/search", "a=b=c", "empty=", "note=two words", "stra\u{df}e=\u{e9}",
  ])
  func isATag(text: String) { #expect(RunTags.expectation(of: text) == nil) }

  @Test(arguments: [
    "", "=1", "two words", "a b=1", "a= 1", "a=1 ", "a=1\n2", "a=\u{1b}[31m", "a\t=1",
    String(repeating: "a", count: 101), "<b>", "a&b",
  ])
  func isNone(text: String) { #expect(RunTags.expectation(of: text) != nil) }

  @Test func ofOneNameWhatComesLaterHolds() {
    #expect(
      RunTags.joined(["nightly", "release=1.3", "x"], ["release=1.4", "y"])
        == ["nightly", "x", "release=1.4", "y"])
    #expect(RunTags.joined([], ["a=1", "a=2", "a"]) == ["a"])
  }

  @Test func manyTogetherAreBounded() {
    #expect(RunTags.union(nil, nil) == nil && RunTags.union(["a"], ["b", "a"]) == ["a", "b"])
    let many = (0..<50).map { "t\($0)" }
    #expect(RunTags.union(many, ["z"])?.count == RunTags.limit)
    let shown = RunTags.shown(many + [String(repeating: "x", count: 5000)])
    #expect(shown.count == RunTags.limit && shown.allSatisfy { $0.count <= RunTags.longest })
    #expect(RunTags.shown([String(repeating: "x", count: 5000)])[0].count < 110)
  }

  @Test func areFoundByNameOrWhole() {
    let tags = ["nightly", "release=1.4"]
    for wanted in tags + ["release"] { #expect(RunTags.has(tags, wanted), "\(wanted)") }
    for wanted in ["1.4", "release=1", "night", ""] { #expect(!RunTags.has(tags, wanted), "\(wanted)") }
    #expect(!RunTags.has(nil, "nightly"))
  }
}
