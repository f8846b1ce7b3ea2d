import Foundation
import Testing

@testable import RunModel

/// How the table of parts lies on disk.
@Suite struct PartTableTests {
  @Test("A table is read back as it was written, with its sums", arguments: [1, 2, 5])
  func roundTrip(tasks: Int) throws {
    var table = PartTable()
    for task in 1...tasks {
      var parts = TimeParts()
      (parts[.nodes], parts[.dns]) = (Int64(task) * 1000, 7)
      table.record(parts)
    }
    let read = try JSONDecoder().decode(PartTable.self, from: JSONEncoder().encode(table))
    #expect(read == table && read.count == tasks && read.mean(of: .dns) == 7)
  }

  @Test("A table of nothing is an empty object")
  func nothing() throws {
    let bytes = try JSONEncoder().encode(PartTable())
    #expect(String(decoding: bytes, as: UTF8.self) == "{}")
    #expect(try JSONDecoder().decode(PartTable.self, from: bytes) == PartTable())
  }
}
