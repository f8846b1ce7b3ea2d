import Foundation
import RunModel
import Statistics
import Testing

/// Golden values: Foundation's `JSONEncoder` with sorted keys.
@Suite struct CanonicalEncoderTests {
  private func foundation(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private struct Everything: Codable, Equatable {
    enum Kind: String, Codable { case one, two }
    enum Payload: Codable, Equatable { case none, text(String), pair(left: Int, right: [Double]) }
    struct Nothing: Codable, Equatable {}

    var zebra = "ä/\"\\\n\u{7f}"
    var apple = 1
    var big: [UInt64] = [.max, 0]
    var small: [Int8] = [-128, 127]
    var ratio = [0.1, 1, -2.5, 1e-9, 123_456.75]
    var single: Float = 0.5
    var flag = true
    var missing: String?
    var some: String? = "here"
    var holes: [Int?] = [1, nil]
    var kind = Kind.two
    var payloads: [Payload] = [.none, .text("x"), .pair(left: 1, right: [])]
    var nothing = Nothing()
    var empty: [String: Int] = [:]
    var named = ["b": [1], "a": [], "aa": [2, 3], "B": [-4]]
    var nested = [["x": ["y": "z"]], [:]]
  }

  @Test func writesWhatFoundationWrites() throws {
    #expect(try CanonicalEncoder.text(of: Everything()) == foundation(Everything()))
    let bytes = try CanonicalEncoder.bytes(of: Everything())
    #expect(try JSONDecoder().decode(Everything.self, from: Data(bytes)) == Everything())
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func aWholeRunsMeasurementsTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var histogram = Histogram()
    for _ in 0..<Int(random.next() % 200) { histogram.record(Int64(random.next() >> 20)) }
    #expect(try CanonicalEncoder.text(of: [histogram]) == foundation([histogram]))
    let names = (0..<Int(random.next() % 40)).map { "\(random.next() % 1000) \($0)" }
    let members = Dictionary(uniqueKeysWithValues: names.map { ($0, Int64(bitPattern: random.next())) })
    #expect(try CanonicalEncoder.text(of: members) == foundation(members))
  }

  @Test func anEncoderMayWriteItsContainersInAnyWay() throws {
    struct Odd: Encodable {
      enum Keys: String, CodingKey { case z, a, inner, list, base }
      func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Keys.self)
        try values.encode(1, forKey: .z)
        var inner = values.nestedContainer(keyedBy: Keys.self, forKey: .inner)
        try inner.encodeNil(forKey: .z)
        var list = inner.nestedUnkeyedContainer(forKey: .list)
        try list.encode("x")
        try list.encodeNil()
        var deep = list.nestedContainer(keyedBy: Keys.self)
        try deep.encode(list.count, forKey: .a)
        _ = list.nestedUnkeyedContainer()
        try values.encode(UInt8(2), forKey: .a)
        var again = encoder.container(keyedBy: Keys.self)
        var base = again.superEncoder(forKey: .base).singleValueContainer()
        try base.encode(true)
      }
    }
    #expect(
      try CanonicalEncoder.text(of: Odd())
        == #"{"a":2,"base":true,"inner":{"list":["x",null,{"a":3},[]],"z":null},"z":1}"#)
  }

  @Test func infinityIsAnErrorOrAText() throws {
    #expect(throws: EncodingError.self) { try CanonicalEncoder.bytes(of: [1, Double.infinity]) }
    let values = [-Double.infinity, .infinity, .nan]
    #expect(try CanonicalEncoder.text(of: values, nonFinite: .text) == #"["-inf","inf","nan"]"#)
  }
}
