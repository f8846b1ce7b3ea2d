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
    return NamedWalk(path: path, base: reader)
  }

  private static func reader(_ path: String, _ limit: Int) throws -> ManifestReader {
    let file = try FileBytes(path)
    return try NamedWalk.naming(path) { try ManifestReader(limit: limit, file.next) }
  }
}
