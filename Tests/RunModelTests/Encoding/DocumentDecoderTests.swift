import Foundation
import Testing

@testable import RunModel

/// Golden values: Foundation's `JSONDecoder`.
@Suite struct DocumentDecoderTests {
  private struct Everything: Decodable, Equatable {
    enum Kind: String, Codable { case one, two }
    struct Part: Codable, Equatable { var x: Int?, list: [Int64], table: [String: [Double]] }

    var zebra: String?
    var apple: Int?
    var big: [UInt64]?
    var small: [Int8]?
    var integers: [Int64]?
    var ratio: Double?
    var single: Float?
    var flag: Bool?
    var holes: [Int?]?
    var kind: Kind?
    var kinds: [Kind: Int]?
    var parts: [Part]?
    var value: JSONValue?
  }

  static let documents = [
    "{}", " { } ", "[]", "null", "", "{", "7", #"{"apple":1}"#, #"{"apple":-0}"#, #"{"apple":1e3}"#,
    #"{"apple":1.0}"#, #"{"apple":1.5}"#, #"{"apple":"1"}"#, #"{"apple":null}"#, #"{"apple":[1]}"#,
    #"{"apple":9223372036854775807}"#, #"{"apple":-9223372036854775808}"#, #"{"apple":9223372036854775808}"#,
    #"{"apple":01}"#, #"{"apple":1 "zebra":2}"#, #"{"apple":1}x"#, #"{"apple":+1}"#,
    #"{"zebra":"ä/\"\\\n\u00e9\ud83d\ude00"}"#, #"{"zebra":"\q"}"#, #"{"zebra":"\ud83d"}"#, #"{"zebra":"a"#,
    #"{"z\u0065bra":"escaped name","apple":3}"#, #"{"apple":3,"a\"":{},"zebra":"b"}"#, #"{"zebra":7}"#,
    #"{"big":[18446744073709551615,0],"small":[-128,127]}"#, #"{"small":[128]}"#, #"{"big":[-1]}"#,
    #"{"integers":[]}"#, #"{"integers":[1, 22 ,-333]}"#, #"{"integers":[1,null]}"#, #"{"integers":[[1]]}"#,
    #"{"integers":[123456789012345678,1234567890123456789,-1234567890123456789]}"#, #"{"integers":{"a":1}}"#,
    #"{"ratio":0.1}"#, #"{"ratio":-2.5e-7}"#, #"{"ratio":12}"#, #"{"ratio":1e999}"#, #"{"ratio":"inf"}"#,
    #"{"ratio":"-inf"}"#, #"{"ratio":"more"}"#, #"{"single":0.5,"flag":true}"#, #"{"flag":1}"#,
    #"{"flag":false}"#,
    #"{"holes":[1,null,3]}"#, #"{"kind":"two"}"#, #"{"kind":"three"}"#, #"{"kinds":["one",1,"two",2]}"#,
    #"{"kinds":["one"]}"#,
    #"{"parts":[{"list":[1],"table":{"b":[1.5],"a":[]}},{"x":1,"table":{},"list":[]}]}"#,
    #"{"parts":[{"list":[1]}]}"#, #"{"parts":[{"table":{"a":[true]},"list":[]}]}"#,
    #"{"value":{"a":[1,2.5,"x",true,null,{}],"b":[]}}"#, #"{"unknown":{"deep":[[],{}]},"apple":2}"#,
  ]

  private func foundation(_ text: String) throws -> Everything {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(Everything.self, from: Data(text.utf8))
  }

  @Test(arguments: documents) func readsWhatFoundationReads(text: String) {
    let read = Result { try DocumentDecoder.decode(Everything.self, from: Array(text.utf8)) }
    #expect((try? read.get()) == (try? foundation(text)))
    if case .failure(let error) = read { #expect(error is DecodingError) }
  }

  @Test(arguments: [
    (
      #"{"parts":[{"list":[],"table":{}},{"list":[1,"x"],"table":{}}]}"#,
      ["parts", "Index 1", "list", "Index 1"]
    ),
    (#"{"apple":{}}"#, ["apple"]),
    (#"{"parts":[{"table":{"a":[1,true]},"list":[]}]}"#, ["parts", "Index 0", "table", "a", "Index 1"]),
    (#"{"apple":1"#, []),
  ]) func saysWhereAMistakeStands(text: String, path: [String]) throws {
    let error = #expect(throws: DecodingError.self) {
      try DocumentDecoder.decode(Everything.self, from: Array(text.utf8))
    }
    switch error {
    case .typeMismatch(_, let context), .dataCorrupted(let context):
      #expect(context.codingPath.map(\.stringValue) == path)
    default: Issue.record("\(String(describing: error))")
    }
  }

  /// A table of many names, asked for in any order.
  @Test func findsEveryMember() throws {
    let table = Dictionary(uniqueKeysWithValues: (0..<3000).map { ("name \($0 * 7919 % 3000)", $0) })
    #expect(try DocumentDecoder.decode([String: Int].self, from: CanonicalEncoder.bytes(of: table)) == table)
  }

  @Test func nestedContainersAreThoseOfTheText() throws {
    struct Odd: Decodable, Equatable {
      enum Keys: String, CodingKey { case list, inner, number }
      var found: [Int] = []
      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        var list = try values.nestedUnkeyedContainer(forKey: .list)
        found.append(try list.decodeNil() ? 1 : 0)
        found.append(try list.decodeNil() ? 1 : 0)
        found.append(try list.nestedContainer(keyedBy: Keys.self).decode(Int.self, forKey: .number))
        var inner = try list.nestedUnkeyedContainer()
        found.append(try inner.decode(Int.self))
        found.append(try list.superDecoder().singleValueContainer().decode(Int.self))
        found.append(list.isAtEnd ? list.currentIndex : -1)
        let deep = try values.nestedContainer(keyedBy: Keys.self, forKey: .inner)
        found.append(try deep.decodeNil(forKey: .number) && !deep.contains(.list) ? deep.allKeys.count : -1)
      }
    }
    let text = #"{"list":[null,{"number":5},[6,7],8],"inner":{"number":null,"other":1}}"#
    let odd = try DocumentDecoder.decode(Odd.self, from: Array(text.utf8))
    #expect(odd.found == [1, 0, 5, 6, 8, 4, 1])
    #expect(try JSONDecoder().decode(Odd.self, from: Data(text.utf8)) == odd)
  }

  /// Which Foundation takes.
  @Test func aCommaAfterTheLastIsAMistake() {
    #expect(throws: DecodingError.self) {
      try DocumentDecoder.decode(Everything.self, from: Array(#"{"apple":1,}"#.utf8))
    }
  }

  @Test func deepDocumentsAreRefusedAndEmptyListsAreNotDeep() throws {
    let wide = "[" + Array(repeating: "[],{}", count: 200).joined(separator: ",") + "]"
    #expect(try DocumentDecoder.decode([JSONValue].self, from: Array(wide.utf8)).count == 400)
    #expect(throws: Never.self) { try JSONReader.value(of: Array(wide.utf8)) }
    let deep = Array(String(repeating: "[", count: 101).utf8) + Array(String(repeating: "]", count: 101).utf8)
    #expect(throws: DecodingError.self) { try DocumentDecoder.decode(JSONValue.self, from: deep) }
  }
}
