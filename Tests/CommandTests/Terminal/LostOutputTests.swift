import Foundation
import Testing

/// Output that does not arrive is no success.
@Suite struct LostOutputTests {
  private func call(_ words: String) throws -> (code: Int32, output: String) {
    try Repository.call(["bash", "-c", "'\(ProgramTests.program.path())' \(words)"])
  }

  @Test func aFullDiskEndsACommandWithItsReason() throws {
    let (code, output) = try call("schema 2>&1 >/dev/full")
    #expect(code == 1 && output == "standard output: the disk is full; what was printed is not whole\n")
  }

  @Test func whatACommandFoundIsNotHidden() throws {
    let (code, output) = try call("validate '\(Repository.root.path())/README.md' 2>&1 >/dev/full")
    #expect(code == 1 && output.contains("README.md:"))
  }

  /// Who reads may have enough.
  @Test func aReaderThatHasGoneIsNoProblem() throws {
    #expect(try call("schema 2>&1 | head -c 10").output.count == 10)
  }
}
