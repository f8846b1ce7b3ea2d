import CaseMatrix
import Testing

/// Lines out of pieces.
@Suite struct LineReaderTests {
  private func lines(_ pieces: [String?]) throws -> [String?] {
    var rest = pieces.map { $0.map { Array($0.utf8) } }
    var reader = LineReader { rest.isEmpty ? nil : rest.removeFirst() }
    return try (0..<4).map { _ in try reader.next().map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(
    arguments: [
      (["a\nb\n"], ["a", "b", nil, nil]), (["a\nb"], ["a", "b", nil, nil]),
      (["a", "b\r", "\nc", "\n"], ["ab", "c", nil, nil]),
    ] as [([String], [String?])])
  func linesMayLieAcrossPieces(pieces: [String], expected: [String?]) throws {
    #expect(try lines(pieces) == expected)
  }

  @Test func whatFollowsTheEndIsNotAskedFor() throws {
    #expect(try lines(["a", nil, "b\n"]) == ["a", nil, nil, nil])
  }
}
