import Foundation
import Testing

@testable import CaseMatrix

/// How far a pattern looks.
@Suite struct FilePatternTests {
  @Test func foldersAreLookedAtThirtyOneBelowTheFirst() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "floodgate-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (near, far) = (String(repeating: "d/", count: 31), String(repeating: "d/", count: 32))
    try FileManager.default.createDirectory(
      at: folder.appending(path: far), withIntermediateDirectories: true)
    for name in [near + "near.txt", far + "far.txt"] {
      try Data("x".utf8).write(to: folder.appending(path: name))
    }
    #expect(try FilePattern("**/*.txt", folder: folder.path()).matches() == [near + "near.txt"])
  }
}
