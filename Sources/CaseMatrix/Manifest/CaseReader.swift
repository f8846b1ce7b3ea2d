import FoundationEssentials
import RunModel

/// A case from its line. Only `id` has to be there.
enum CaseReader {
  /// What is wrong with a case.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  static func testCase(_ line: ArraySlice<UInt8>) throws -> TestCase {
    guard case .object(let members) = try JSONReader.value(of: line.span) else {
      throw Problem(description: "an object is expected")
    }
    guard let id = try text("id", members) else { throw Problem(description: "'id' is missing") }
    var testCase = TestCase(id: id)
    testCase.workflowID = try text("workflowID", members) ?? testCase.workflowID
    testCase.scenario = try text("scenario", members) ?? testCase.scenario
    testCase.dataset = try text("dataset", members)
    testCase.variant = try text("variant", members)
    testCase.query = try text("query", members)
    testCase.user = try text("user", members)
    testCase.parameters = try object("parameters", members)
    testCase.tags = try object("tags", members).mapValues { value in
      guard let text = value.stringValue else { throw unfit("tags", "texts", value) }
      return text
    }
    testCase.turns = try list("turns", members)
    testCase.files = try list("files", members)
    testCase.expectations = try list("expectations", members)
    testCase.weight = try weight(members)
    testCase.repetition = try repetition(members)
    if let arrival = members["arrival"] {
      guard let seconds = arrival.doubleValue, seconds >= 0 else {
        throw unfit("arrival", "seconds from 0", arrival)
      }
      testCase.arrival = seconds
    }
    return testCase
  }

  private static func text(_ name: String, _ members: [String: JSONValue]) throws -> String? {
    guard let value = members[name], value != .null else { return nil }
    guard let text = value.stringValue else { throw unfit(name, "a text", value) }
    return text
  }

  private static func object(_ name: String, _ members: [String: JSONValue]) throws -> [String: JSONValue] {
    guard let value = members[name] else { return [:] }
    guard case .object(let object) = value else { throw unfit(name, "an object", value) }
    return object
  }

  private static func weight(_ members: [String: JSONValue]) throws -> Double {
    guard let value = members["weight"] else { return 1 }
    guard let weight = value.doubleValue, weight >= 0 else { throw unfit("weight", "a number from 0", value) }
    return weight
  }

  private static func repetition(_ members: [String: JSONValue]) throws -> Int {
    guard let value = members["repetition"] else { return 0 }
    guard case .integer(let number) = value, number >= 0 else {
      throw unfit("repetition", "a whole number from 0", value)
    }
    return Int(number)
  }

  /// What few cases have.
  private static func list<Element: Decodable>(_ name: String, _ members: [String: JSONValue]) throws
    -> [Element]
  {
    guard let value = members[name] else { return [] }
    guard case .array(let elements) = value else { throw unfit(name, "a list", value) }
    if elements.isEmpty { return [] }
    do {
      return try DocumentDecoder.decode([Element].self, from: CanonicalJSON.bytes(of: value))
    } catch let error as DecodingError {
      throw Problem(description: "in '\(name)' \(error.inWords)")
    }
  }

  private static func unfit(_ name: String, _ expected: String, _ value: JSONValue) -> Problem {
    let shown = String(decoding: CanonicalJSON.bytes(of: value).prefix(60), as: UTF8.self)
    return Problem(description: "'\(name)' is \(shown), expected \(expected)")
  }
}
