import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct FileBytesTests {
  private static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

  private func read(_ bytes: [UInt8]) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "fb-\(UUID().uuidString)").path()
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try FileBytes(path)
    var read: [UInt8] = []
    while let piece = try file.next() { read += piece }
    return read
  }

  @Test func plainAndCompressedFilesGiveTheSame() throws {
    let content = Self.content
    #expect(try read(content) == content && read([]) == [])
    for level in [Int32(0), 1, 9] { #expect(try read(Gzip.compress(content, level: level)) == content) }
  }

  @Test func membersFollowEachOther() throws {
    let two = try Gzip.compress([1, 2, 3], level: 0) + Gzip.compress(Self.content) + Gzip.compress([])
    #expect(try read(two) == [1, 2, 3] + Self.content)
  }

  @Test func brokenFilesAreNamed() throws {
    let whole = try Gzip.compress(Self.content)
    for (bytes, message) in [
      (Array(whole.dropLast()), "cut short"), (Array(whole.prefix(20)), "cut short"),
      (whole + [0, 0], "something else after"),
      (Array(whole.prefix(2)) + [9, 9, 9, 9, 9, 9, 9, 9], "damaged"),
      (Array(whole.dropLast(8)) + [0, 0, 0, 0, 0, 0, 0, 0], "damaged"),
    ] {
      let problem = #expect(throws: ReportFile.Problem.self) { try read(bytes) }
      #expect(problem!.message.contains(message), "\(problem!)")
    }
    #expect(throws: ReportFile.Problem.self) { try FileBytes("/no/such") }
  }

  @Test func aBombIsReadInSmallPieces() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fb-\(UUID().uuidString)").path()
    try Data(Gzip.compress([UInt8](repeating: 0, count: 64 << 20))).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try FileBytes(path)
    for _ in 0..<100 { #expect(try file.next()!.count <= 64 << 10) }
  }
}
