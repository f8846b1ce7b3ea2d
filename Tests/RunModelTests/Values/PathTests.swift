import RunModel
import Testing

/// Paths as texts.
@Suite struct PathTests {
  @Test(arguments: [
    ("runs/a.json", "a.json", "runs"), ("a.json", "a.json", ""), ("/a.json", "a.json", "/"),
    ("runs/a/", "a", "runs"), ("", "", ""), ("/", "/", "/"), ("runs/a\0b/c", "a", "runs"),
  ])
  func haveALastPartAndAFolder(path: String, last: String, folder: String) {
    #expect(path.lastComponent == last && path.parentFolder == folder)
  }

  @Test(arguments: [
    ("runs", "a", "runs/a"), ("runs/", "a", "runs/a"), ("", "a", "a"), ("runs", "/a", "/a"),
    ("runs", "", "runs"),
    ("/", "a", "/a"),
  ])
  func areJoined(folder: String, path: String, joined: String) {
    #expect(folder.appending(path: path) == joined)
  }

  @Test(arguments: [
    ("plans/s.yaml", "data/x.csv", "plans/data/x.csv"), ("plans/s.yaml", "../x.csv", "x.csv"),
    ("s.yaml", "../x.csv", "../x.csv"), ("/p/s.yaml", "./a/../b", "/p/b"), ("plans/s.yaml", "/x", "/x"),
  ])
  func areResolvedBesideTheirFile(file: String, path: String, resolved: String) {
    #expect(file.resolving(path: path) == resolved)
  }

  @Test func whatIsTooLongForTheSystemStaysAsItIs() {
    let long = String(repeating: "a/../", count: 1000)
    #expect(long.normalisedPath == long && long.lastComponent == long)
  }
}
