/// What keeps a load test from beginning, and is its author's to mend: a file, a key, a target, an option.
public struct UsageProblem: Error, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what was expected.
  public var description: String

  package init(_ description: String) { self.description = description }
}
