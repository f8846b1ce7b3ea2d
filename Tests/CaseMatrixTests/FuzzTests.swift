import RunModel
import Statistics
import Testing

@testable import CaseMatrix

/// Broken files are refused, never a crash and never a hang; what is accepted can be read row by row.
@Suite(.timeLimit(.minutes(2))) struct FuzzTests {
  private static let csv =
    "topic,words,\"a \"\"b\"\"\"\r\ntides,50,\"x, y\"\nbees,\"6\n0\",é😀\n\nlast,1,\"\"\n"
  private static let json =
    "[{\"a\": [1, -2.5e3, true, null], \"b\": \"x\\u00e9\\n\\ud83d\\ude00\"}, {\"a\": {}}]"
  private static let lines = "{\"a\": 1, \"b\": \"]\"}\n{\"a\": \"\\\"\", \"c\": [[]]}\r\n\n"

  @Test(arguments: [DataTable.Format.csv, .json, .jsonLines]) func mutations(format: DataTable.Format) {
    let seed = [DataTable.Format.csv: Self.csv, .json: Self.json, .jsonLines: Self.lines][format]!
    var random = SeededGenerator(seed: 11)
    var accepted = 0
    for _ in 0..<1500 {
      let bytes = Mutation.mutate(Array(seed.utf8), &random)
      do {
        let table = DataTable(path: "d", format: format)
        let values = try RowValues(table, bytes, dimension: "x", seed: 1)
        accepted += 1
        for index in 0..<values.count {
          var point = CasePoint()
          values.contribute(index, name: "x", to: &point)
          #expect(point.values.count <= values.parameters.count)
        }
      } catch {
        #expect(!error.message.isEmpty && !error.wayOut.isEmpty && error.line >= 0)
      }
    }
    #expect(accepted > 10 && accepted < 1500, "mutations do break files: \(accepted)")
  }

  @Test func textsThatAreAllBrackets() {
    for letter in ["[", "{", "\"", "\\", ",", "[\"", "{\"a\":"] {
      let bytes = Array(String(repeating: letter, count: 20_000).utf8)
      for format in DataTable.Format.allCases {
        #expect(throws: DataProblem.self) {
          try RowValues(DataTable(path: "d", format: format), bytes, dimension: "x", seed: 1)
        }
      }
    }
  }
}

/// Random changes of a text.
enum Mutation {
  static func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = Int.random(in: place..<min(bytes.count, place + 12), using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place...end)
      case 2: bytes.insert(contentsOf: bytes[place...end], at: place)
      case 3: bytes.insert(Array("\"\\,{}[]:\n\r#&*!|>%".utf8).randomElement(using: &random)!, at: place)
      default: bytes.swapAt(place, end)
      }
    }
    return bytes
  }
}
