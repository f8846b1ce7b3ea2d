extension RunManifest {
  /// A manifest of so many numbered cases, `case-1` on, for tests and trials.
  public static func fixture(cases count: Int, execution: ExecutionPolicy = .init(), seed: UInt64 = 0)
    -> RunManifest
  {
    let cases = (0..<max(0, count)).map { index in
      TestCase(
        id: "case-\(index + 1)", workflowID: "workflow", parameters: ["number": .integer(Int64(index + 1))])
    }
    return RunManifest(name: "fixture", cases: cases, execution: execution, seed: seed)
  }
}
