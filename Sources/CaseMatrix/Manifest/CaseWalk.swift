import RunModel

/// A way through cases, in order. Where only lines are wanted, the cases themselves need not be made.
package protocol CaseWalk {
  /// Goes to the next case; `false` after the last.
  mutating func next() throws -> Bool

  /// The case.
  mutating func testCase() throws -> TestCase

  /// Its line in a manifest, with its end.
  mutating func line() throws -> [UInt8]

  /// Appends its line to a text.
  mutating func writeLine(to text: inout TextBuffer) throws

  /// Its id.
  mutating func id() throws -> String

  /// By which it is counted.
  mutating func facts() throws -> CaseFacts
}

extension CaseWalk {
  package mutating func writeLine(to text: inout TextBuffer) throws { text.add(try line()) }
}

/// Cases that can be gone through again and again, the same each time.
package protocol CaseWalkSource: Sendable {
  /// Begins anew.
  func walk() throws -> any CaseWalk
}
