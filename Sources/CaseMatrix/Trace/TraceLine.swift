import FoundationEssentials
import RunModel

/// A line of a trace: when it arrived, and what it asked. What it does not say the scenario's own case says.
struct TraceLine {
  /// What is wrong with a line.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// Seconds from the trace's origin.
  let instant: Double
  private let members: [String: JSONValue]

  /// The keys that a line may have; others are left alone.
  static let keys = ["at", "timestamp", "inputs", "query", "turns", "user", "tags", "prompt"]

  /// Throws ``Problem``.
  init(_ line: ArraySlice<UInt8>) throws {
    let value = try JSONReader.value(of: line.span)
    guard case .object(let members) = value else { throw Problem(description: "an object is expected") }
    guard let instant = TraceTime.seconds(value) else {
      throw Problem(
        description:
          "it does not say when: 'at' (seconds from 0) or 'timestamp' (ISO 8601, or seconds or milliseconds since 1970)"
      )
    }
    (self.members, self.instant) = (members, instant)
  }

  /// The case that arrives at `arrival`, over one of the scenario's own. Throws ``Problem``.
  func testCase(over base: TestCase, at arrival: Double, _ clock: TraceClock) throws -> TestCase {
    var testCase = base
    testCase.arrival = arrival
    if case .object(let inputs)? = members["inputs"] { testCase.parameters.merge(inputs) { $1 } }
    if let query = try query() { testCase.query = query }
    if let user = members["user"]?.stringValue { testCase.user = user }
    if case .object(let tags)? = members["tags"] {
      testCase.tags.merge(tags.compactMapValues(\.stringValue)) { $1 }
    }
    if case .array(let turns)? = members["turns"] {
      (testCase.turns, testCase.query) = (try turns.map { try turn($0, clock) }, nil)
    }
    testCase.id = CaseIdentity.id(of: testCase)
    return testCase
  }

  private func query() throws -> String? {
    if let query = members["query"] {
      guard let text = query.stringValue else { throw Problem(description: "'query' is no text") }
      return text
    }
    guard let prompt = members["prompt"] else { return nil }
    guard let made = SyntheticPrompt(prompt) else {
      throw Problem(
        description: "'prompt' needs 'tokens', from 1 to 1000000, and may have 'blocks' and 'block_tokens'")
    }
    return made.text
  }

  /// A text, or `query` with `after`: the seconds from the answer before it.
  private func turn(_ value: JSONValue, _ clock: TraceClock) throws -> Turn {
    guard let query = value.stringValue ?? value["query"]?.stringValue else {
      throw Problem(description: "a turn is a text, or has a 'query'")
    }
    let after = value["after"]?.doubleValue.map { max(0, $0) }
    return Turn(query: query, thinkTime: after.map { .constant(clock.pause($0)) })
  }
}

/// A prompt of which a trace tells only how long it is, and which parts it shares with others. Equal blocks are equal
/// texts, so that a cache of prefixes meets what it met.
struct SyntheticPrompt {
  private let tokens: Int
  private let blocks: [Int64]
  private let blockTokens: Int

  /// `nil` for what is none.
  init?(_ value: JSONValue) {
    guard let tokens = value["tokens"]?.doubleValue, (1...1_000_000).contains(tokens) else { return nil }
    self.tokens = Int(tokens)
    blockTokens = Int(min(max(value["block_tokens"]?.doubleValue ?? 512, 1), 1_000_000))
    guard case .array(let list)? = value["blocks"] else {
      blocks = []
      return
    }
    blocks = list.compactMap { $0.doubleValue.flatMap { Int64(exactly: $0.rounded()) } }
  }

  /// Words of English take four tokens for three.
  var text: String {
    let count = max(1, tokens * 3 / 4)
    var text = ""
    for index in 0..<count {
      let block = index * 4 / 3 / blockTokens
      let id = blocks.indices.contains(block) ? UInt64(bitPattern: blocks[block]) : UInt64(block) &+ 0x5eed
      if index > 0 { text += " " }
      text += Self.word(id, UInt64(index))
    }
    return text
  }

  private static func word(_ block: UInt64, _ index: UInt64) -> String {
    var bits = block &* 0x9e37_79b9_7f4a_7c15 ^ index &* 0xd1b5_4a32_d192_ed03
    bits = (bits ^ bits >> 31) &* 0x94d0_49bb_1331_11eb
    return words[Int((bits ^ bits >> 29) % UInt64(words.count))]
  }

  private static let words =
    ("the of and to in is that it was for on are as with his they at be this from have or by one had not but what all were when we "
    + "there can an your which their said if do will each about how up out them then she many some so these would other into has more "
    + "her two like him see time could no make than first been its who now people my made over did down only way find use may water "
    + "long little very after words called just where most know get through back much before go good new write our used me man too any")
    .split(separator: " ").map(String.init)
}
