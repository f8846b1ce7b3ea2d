import CaseMatrix

/// The cases of a trace's file.
struct TraceFile: CaseWalkSource {
  let path: String
  let cases: TraceCases

  func walk() throws -> any CaseWalk { NamedWalk(path: path, base: try cases.walk()) }

  /// Whether it has no line, as far as one look says.
  func isEmpty() throws -> Bool {
    var walk = try walk()
    return try !walk.next()
  }
}
