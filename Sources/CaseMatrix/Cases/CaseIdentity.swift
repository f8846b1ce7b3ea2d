import RunModel
import Statistics

/// Ids made from content: the same case has the same id in every build, so reports can be paired.
package enum CaseIdentity {
  /// 12 hexadecimal digits of a SHA-256 over what the case asks.
  package static func id(of testCase: TestCase) -> String {
    var hash = SHA256()
    hash.update(content(of: testCase))
    var digits = [UInt8](repeating: 0, count: length)
    write(hash.finishShort(), to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Digits of an id.
  static let length = 12

  /// The first 48 bits of a digest as hexadecimal digits.
  static func write(_ hash: UInt64, to digits: inout [UInt8]) {
    for index in 0..<length {
      let digit = UInt8(truncatingIfNeeded: hash >> UInt64(60 - 4 * index)) & 15
      digits[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
  }

  /// What a case asks, as canonical JSON.
  static func content(of testCase: TestCase) -> [UInt8] {
    var content: [String: JSONValue] = [
      "workflow": .string(testCase.workflowID), "scenario": .string(testCase.scenario),
      "parameters": .object(testCase.parameters),
    ]
    content["variant"] = testCase.variant.map { .string($0) }
    content["dataset"] = testCase.dataset.map { .string($0) }
    content["query"] = testCase.query.map { .string($0) }
    if !testCase.turns.isEmpty { content["turns"] = .array(testCase.turns.map { .string($0.query) }) }
    if !testCase.files.isEmpty {
      content["files"] = .array(testCase.files.map { .string($0.name ?? "\($0.source)") })
    }
    return CanonicalJSON.bytes(of: .object(content))
  }
}
