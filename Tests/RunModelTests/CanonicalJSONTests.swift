import FoundationEssentials
import RunModel
import Testing

@Suite struct CanonicalJSONTests {
  @Test func sortsNamesAndEscapes() {
    let value: JSONValue = ["b": [1, 2.5, true, .null], "a": "line\n\"quoted\" \u{1}é"]
    let text = String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
    #expect(text == #"{"a":"line\n\"quoted\" \u0001é","b":[1,2.5,true,null]}"#)
  }

  @Test func hasNoInfinity() {
    #expect(CanonicalJSON.bytes(of: .number(.infinity)) == Array("null".utf8))
  }

  @Test func isReadByFoundationAsTheSameValue() throws {
    let value: JSONValue = ["n": -12, "d": 0.1, "s": "a\\b\t", "o": ["x": []], "e": [:]]
    let read = try JSONDecoder().decode(JSONValue.self, from: Data(CanonicalJSON.bytes(of: value)))
    #expect(read == value)
  }
}
