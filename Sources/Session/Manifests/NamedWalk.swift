import CaseMatrix
import RunModel

/// A walk through a file's lines, whose problems name the file.
struct NamedWalk: CaseWalk {
  let path: String
  var base: any CaseWalk

  mutating func next() throws -> Bool { try Self.naming(path) { try base.next() } }
  mutating func testCase() throws -> TestCase { try Self.naming(path) { try base.testCase() } }
  mutating func line() throws -> [UInt8] { try Self.naming(path) { try base.line() } }
  mutating func id() throws -> String { try Self.naming(path) { try base.id() } }
  mutating func facts() throws -> CaseFacts { try Self.naming(path) { try base.facts() } }

  /// Puts the file's name before what is wrong with a line.
  static func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let problem as ManifestLines.Problem {
      throw UsageProblem("\(path):\(problem.line): error: \(problem.message)")
    }
  }
}
