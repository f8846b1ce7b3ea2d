import CaseMatrix
import Report
import RunModel

/// A manifest on disk, read case by case each time that it is gone through.
package struct ManifestFile: CaseWalkSource {
  package let path: String
  package let limit: Int
  package let header: ManifestHeader

  /// Reads the header. Throws what is wrong, in words.
  package init(_ path: String, limit: Int) throws {
    self.path = path
    self.limit = limit
    header = try Self.reader(path, limit).header
  }

  package func walk() throws -> any CaseWalk {
    let reader = try Self.reader(path, limit)
    guard reader.header == header else {
      throw UsageProblem("\(path): the file was replaced while it was being read")
    }
    return Named(path: path, reader: reader)
  }

  private static func reader(_ path: String, _ limit: Int) throws -> ManifestReader {
    let file = try FileBytes(path)
    return try naming(path) { try ManifestReader(limit: limit, file.next) }
  }

  /// Puts the file's name before what is wrong with a line.
  private static func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let problem as ManifestLines.Problem {
      throw UsageProblem("\(path):\(problem.line): error: \(problem.message)")
    }
  }

  private struct Named: CaseWalk {
    let path: String
    var reader: ManifestReader

    mutating func next() throws -> Bool { try naming(path) { try reader.next() } }
    mutating func testCase() throws -> TestCase { try naming(path) { try reader.testCase() } }
    mutating func line() -> [UInt8] { reader.line() }
    mutating func id() throws -> String { try testCase().id }
    mutating func facts() throws -> CaseFacts { CaseFacts(try testCase()) }
  }
}
