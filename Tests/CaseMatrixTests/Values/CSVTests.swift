import RunModel
import Statistics
import Testing

@testable import CaseMatrix

@Suite struct CSVTests {
  private func rows(_ text: String, delimiter: String = ",") throws -> [[String: JSONValue]] {
    let table = try CSVTable(Array(text.utf8), delimiter: delimiter.utf8.first!, file: "d.csv")
    return (0..<table.count).map(table.row)
  }

  private func problem(_ bytes: [UInt8]) -> DataProblem? {
    do {
      _ = try CSVTable(try DataFile.checked(bytes, "d.csv"), delimiter: UInt8(ascii: ","), file: "d.csv")
      return nil
    } catch {
      return error
    }
  }

  /// As python3's csv.reader reads them.
  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a": "1", "b": "2"]]), ("a,b\n1,2", [["a": "1", "b": "2"]]),
      ("a,b\r\n\"x,1\",\"y \"\"q\"\" z\"\r\n", [["a": "x,1", "b": "y \"q\" z"]]),
      ("a\n\"line1\nline2\"\n\nlast\n", [["a": "line1\nline2"], ["a": "last"]]),
      ("a,b\n,\n\"\",x\n", [["a": "", "b": ""], ["a": "", "b": "x"]]),
      ("a,b\n\"1\r\n2\", 3 \n", [["a": "1\r\n2", "b": " 3 "]]), ("ä,日\nö,😀\n", [["ä": "ö", "日": "😀"]]),
    ] as [(String, [[String: JSONValue]])])
  func reads(text: String, wanted: [[String: JSONValue]]) throws { #expect(try rows(text) == wanted) }

  @Test func otherDelimiters() throws {
    #expect(try rows("a;b\n1,5;2\n", delimiter: ";") == [["a": "1,5", "b": "2"]])
    #expect(try rows("a\tb\n1\t\"2\t3\"\n", delimiter: "\t") == [["a": "1", "b": "2\t3"]])
  }

  @Test(
    arguments: [
      ("", 0, 0, "is empty"), ("\n\r\n", 0, 0, "is empty"), ("a,b\n", 0, 0, "no row below the header"),
      ("a,b\n1,2\n3\n", 3, 0, "1 fields, the header names 2"), ("a,b\n\"1\n1\",2\n1,2,3\n", 4, 0, "3 fields"),
      ("a,b,a\n1,2,3\n", 1, 0, "'a' comes twice"), ("a,,b\n1,2,3\n", 1, 0, "column 2 has no name"),
      ("a,b\n1,\"2\n", 2, 3, "never closed"), ("a,b\nx\"y,2\n", 2, 2, "a quote stands inside"),
      ("a,b\n\"x\"y,2\n", 2, 4, "follows the closing quote"), ("a\nx\ry\n", 2, 2, "carriage return"),
      ("a\nx\0y\n", 2, 2, "zero byte"),
    ] as [(String, Int, Int, String)])
  func mistakes(text: String, line: Int, column: Int, message: String) {
    let found = problem(Array(text.utf8))
    #expect(found?.line == line && found?.column == column, "\(found?.description ?? "none")")
    #expect(found?.message.contains(message) == true && found?.wayOut.isEmpty == false)
  }

  @Test func encodings() throws {
    #expect(problem([0xff, 0xfe, 0x61, 0])?.message.contains("UTF-16") == true)
    #expect(problem([0x1f, 0x8b, 8, 0])?.message.contains("compressed") == true)
    let bad = problem(Array("a,b\n1,x".utf8) + [0xe9] + Array("\n".utf8))
    #expect(bad?.line == 2 && bad?.column == 3 && bad?.message.contains("UTF-8") == true)
    let marked = try DataFile.checked([0xef, 0xbb, 0xbf] + Array("a\n1\n".utf8), "d.csv")
    #expect(try CSVTable(marked, delimiter: 0x2c, file: "d").columns == ["a"])
  }

  @Test func fieldsAreBounded() {
    let long = "a\n" + String(repeating: "x", count: CSVScanner.fieldLimit + 1)
    #expect(problem(Array(long.utf8))?.message.contains("larger than") == true)
    #expect(problem(Array(("a\n" + String(repeating: "x", count: CSVScanner.fieldLimit)).utf8)) == nil)
  }

  @Test("what is written by the rules is read as it was")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 7)
    let letters = ["a", "b", ",", "\"", "\n", "\r\n", " ", "é", "😀"]
    for _ in 0..<100 {
      let fields = (0..<12).map { _ in
        (0..<Int.random(in: 0...6, using: &random)).map { _ in letters.randomElement(using: &random)! }
          .joined()
      }
      let lines = stride(from: 0, to: 12, by: 3).map { start in
        fields[start..<start + 3].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(
          separator: ",")
      }
      let read = try rows("x,y,z\n" + lines.joined(separator: "\n"))
      #expect(read.flatMap { [$0["x"], $0["y"], $0["z"]] } == fields.map { .string($0) })
    }
  }
}
