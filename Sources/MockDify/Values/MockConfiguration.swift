/// How the stand-in behaves. Times are milliseconds; everything drawn is seeded by the request's content.
package struct MockConfiguration: Sendable {
  /// An app's mode.
  package enum App: String, Sendable, CaseIterable {
    case workflow
    case advancedChat = "advanced-chat"
    case chat
    case agentChat = "agent-chat"
    case completion
  }

  /// An option that cannot be used.
  package struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    package var option: String
    package var value: String
    package var expected: String
    package var description: String { "mock option \(option): '\(value)' is not \(expected)" }
  }

  package var app = App.workflow
  /// `1.11` or `1.13`: the order of events and the leading ping.
  package var generation = "1.11"
  package var key = "app-mock"
  package var seed: UInt64 = 1
  /// Until the answer's first byte.
  package var firstByte = 5.0
  /// From there to the first text.
  package var firstText = 40.0
  /// Between two texts.
  package var gap = 8.0
  /// Spread of all times: the sigma of a log-normal.
  package var spread = 0.25
  /// Texts of an answer.
  package var events = 12
  /// All times are multiplied by it: a slower build.
  package var slowdown = 1.0
  /// Requests that are served at once; the rest waits. 0 for no limit.
  package var capacity = 0
  /// The app's own concurrency limit: what is over it is refused. 0 for none.
  package var limit = 0
  /// Shares of requests that fail, by kind.
  package var faults: [MockFault: Double] = [:]
  /// Inputs that the app declares and checks.
  package var inputs: [MockInput] = []

  package init() {}

  /// The names of all options.
  package static let optionNames = [
    "app", "generation", "key", "seed", "first_byte_ms", "first_text_ms", "gap_ms", "spread", "events",
    "slowdown",
    "capacity", "limit", "faults", "inputs",
  ]

  /// A configuration of named options; `faults` is written `kind:share,kind:share`. Throws ``Problem``.
  package init(options: [String: String]) throws {
    for (name, value) in options.sorted(by: { $0.key < $1.key }) { try set(name, value) }
  }

  private mutating func set(_ name: String, _ value: String) throws {
    switch name {
    case "app":
      guard let app = App(rawValue: value) else {
        throw Problem(
          option: name, value: value, expected: App.allCases.map(\.rawValue).joined(separator: ", "))
      }
      self.app = app
    case "generation":
      guard ["1.11", "1.13"].contains(value) else {
        throw Problem(option: name, value: value, expected: "1.11 or 1.13")
      }
      generation = value
    case "key": key = value
    case "seed": seed = UInt64(try number(name, value, 0...1e18))
    case "first_byte_ms": firstByte = try number(name, value, 0...600_000)
    case "first_text_ms": firstText = try number(name, value, 0...600_000)
    case "gap_ms": gap = try number(name, value, 0...600_000)
    case "spread": spread = try number(name, value, 0...3)
    case "events": events = Int(try number(name, value, 0...100_000))
    case "slowdown": slowdown = try number(name, value, 0...1000)
    case "capacity": capacity = Int(try number(name, value, 0...1_000_000))
    case "limit": limit = Int(try number(name, value, 0...1_000_000))
    case "faults": faults = try Self.readFaults(value)
    case "inputs":
      guard let inputs = MockInput.read(value) else {
        throw Problem(option: name, value: value, expected: "written name:256;name:one|other")
      }
      self.inputs = inputs
    default:
      throw Problem(
        option: name, value: value, expected: "one of " + Self.optionNames.joined(separator: ", "))
    }
  }

  private func number(_ name: String, _ value: String, _ range: ClosedRange<Double>) throws -> Double {
    guard let number = Double(value), range.contains(number) else {
      throw Problem(
        option: name, value: value, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func readFaults(_ text: String) throws -> [MockFault: Double] {
    var faults: [MockFault: Double] = [:]
    for entry in text.split(separator: ",") {
      let parts = entry.split(separator: ":").map { String($0.drop { $0 == " " }) }
      guard parts.count == 2, let fault = MockFault(rawValue: parts[0]), let share = Double(parts[1]),
        (0...1).contains(share)
      else {
        let kinds = MockFault.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(option: "faults", value: String(entry), expected: "kind:share with a kind of \(kinds)")
      }
      faults[fault] = share
    }
    return faults
  }
}
