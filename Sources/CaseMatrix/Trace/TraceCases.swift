import RunModel

/// The cases of a replay: a trace line by line, over the scenario's own cases, which come again and again. Never more than a
/// line is in memory.
package struct TraceCases: CaseWalkSource {
  /// Gives the pieces of the trace's text from its begin, each time anew.
  package typealias Open = @Sendable () throws -> () throws -> [UInt8]?

  private let open: Open
  private let base: CaseExpansion
  private let clock: TraceClock
  private let limit: Int

  /// - Parameters:
  ///   - base: what lines ask that do not say it themselves.
  ///   - limit: the most lines.
  package init(
    base: CaseExpansion, clock: TraceClock, limit: Int = ManifestLines.caseLimit, open: @escaping Open
  ) {
    (self.base, self.clock, self.limit, self.open) = (base, clock, limit, open)
  }

  package func walk() throws -> any CaseWalk {
    TraceWalk(LineReader(try open()), base, clock, limit)
  }
}

/// A walk through a trace.
struct TraceWalk: CaseWalk {
  private var lines: LineReader
  private let base: CaseExpansion
  private var cases: CaseExpansion.Iterator
  private var clock: TraceClock
  private let limit: Int
  private var count = 0
  private var current: TraceLine?
  private var made: TestCase?
  /// Seconds of the plan.
  private var arrival = 0.0

  init(_ lines: LineReader, _ base: CaseExpansion, _ clock: TraceClock, _ limit: Int) {
    (self.lines, self.base, self.clock, self.limit) = (lines, base, clock, limit)
    cases = base.makeIterator()
  }

  mutating func next() throws -> Bool {
    (current, made) = (nil, nil)
    while let line = try lines.next() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      count += 1
      guard count <= limit else { throw lines.problem("there are more than \(limit) lines") }
      do {
        current = try TraceLine(line)
      } catch {
        throw lines.problem("\(error)")
      }
      guard let planned = clock.take(current!.instant) else {
        throw lines.problem("it arrived before the line above it: sort the trace by time")
      }
      guard planned <= Self.longest else {
        throw lines.problem(
          "it arrives more than 31 years after the first: `speed` or `longest_gap` make it sooner")
      }
      arrival = planned
      return true
    }
    return false
  }

  /// Seconds: what a length of time may be everywhere.
  private static let longest = 1e9

  mutating func testCase() throws -> TestCase {
    if let made { return made }
    let own = try nextOwn()
    do {
      made = try current!.testCase(over: own, at: arrival, clock)
    } catch let problem as TraceLine.Problem {
      throw lines.problem("\(problem)")
    }
    return made!
  }

  /// The scenario's own cases come in their order, from the first again after the last.
  private mutating func nextOwn() throws -> TestCase {
    if let next = try cases.next() { return next }
    cases = base.makeIterator()
    guard let first = try cases.next() else { throw lines.problem("the scenario has no case") }
    return first
  }

  mutating func line() throws -> [UInt8] { try ManifestLines.line(testCase()) }
  mutating func id() throws -> String { try testCase().id }
  mutating func facts() throws -> CaseFacts { CaseFacts(try testCase()) }
}
