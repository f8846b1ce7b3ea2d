import RunModel
import Testing

@testable import CaseMatrix
@testable import Session

/// Logs are read a value or a row at a time, wherever their pieces end.
@Suite struct JSONElementsTests {
  /// Texts, and what of them are values.
  static let texts: [(text: String, values: [String])] = [
    (
      #"{"limit": 20, "data": [{"a": 1}, {"b": [1, {"c": "}]"}]}], "more": {"data": [{"x": 1}]}}"#,
      [#"{"a": 1}"#, #"{"b": [1, {"c": "}]"}]}"#]
    ),
    (
      #"{"log": {"version": "1.2", "pages": [{"p": 1}], "entries": [{"a": "\"data\": ["}, {}], "x": [1]}}"#,
      [#"{"a": "\"data\": ["}"#, "{}"]
    ),
    (#"[{"a": 1}, 3, "x", [{"b": 2}]]"#, [#"{"a": 1}"#, #"[{"b": 2}]"#]),
    ("{\"a\":\n 1}\n\n{\"b\": 2}{\"data\": 3}", ["{\"a\":\n 1}", #"{"b": 2}"#, #"{"data": 3}"#]),
    ("{\"data\": [{\"a\": 1}]}\n{\"data\": [{\"b\": 2}]}", [#"{"a": 1}"#, #"{"b": 2}"#]),
    (#"{"entries": [{"a": 1}], "x": {"data": [2]}}"#, [#"{"entries": [{"a": 1}], "x": {"data": [2]}}"#]),
    (#"{"data": [{"a": 1}, {"b": "#, [#"{"a": 1}"#]), ("]}]{\"a\": 1}", [#"{"a": 1}"#]), ("", []),
    ("x: 3", []),
    (#"{"data": [], "rest": [{"a": 1}]}"#, []), (#"[]{"a": "\\"}"#, [#"{"a": "\\"}"#]),
  ]

  private static func pieces(_ text: String, _ size: Int) -> () -> [UInt8]? {
    var rest = Array(text.utf8)[...]
    return {
      defer { rest = rest.dropFirst(size) }
      return rest.isEmpty ? nil : Array(rest.prefix(size))
    }
  }

  @Test(arguments: texts, [1, 2, 7, 1000]) func areFoundWhereverPiecesEnd(
    text: (text: String, values: [String]), size: Int
  ) throws {
    var elements = JSONElements(Self.pieces(text.text, size))
    var found: [String] = []
    while let value = try elements.next() { found.append(String(decoding: value, as: UTF8.self)) }
    #expect(found == text.values)
    #expect(elements.isRecording == text.text.contains("\"log\""))
  }

  @Test(arguments: [1, 3, 1000]) func rowsAreFoundWhereverPiecesEnd(size: Int) throws {
    let text = "id,text\r\n1,\"a \"\"b\"\"\r\n c, d\"\n\n2,plain\r\n3"
    var rows = CSVRows(file: "t.csv", Self.pieces(text, size))
    var found: [[String: String]] = []
    while let row = try rows.next() { found.append(row) }
    #expect(found == [["id": "1", "text": "a \"b\"\r\n c, d"], ["id": "2", "text": "plain"], ["id": "3"]])
  }

  @Test func aRowThatIsWrongHasItsLine() throws {
    var rows = CSVRows(file: "t.csv", Self.pieces("id,text\n1,\"a\nb\"\n2,x\"y\n", 5))
    _ = try rows.next()
    #expect { _ = try rows.next() } throws: { "\($0)".contains("t.csv:4") }
  }
}
