import LoadEngine
import RunModel
import Testing

/// What a run's result says of the run as a whole.
@Suite struct ExecutionResultTests {
  private struct Broken: Error {}

  /// A source that breaks after its first case.
  private struct BrokenSource: CaseSource {
    struct Iterator: CaseIterator {
      var given = 0
      mutating func nextCase() throws -> TestCase? {
        given += 1
        if given > 1 { throw Broken() }
        return TestCase(id: "first")
      }
    }

    var caseCount: Int? { nil }
    func makeCaseIterator() -> any CaseIterator { Iterator() }
  }

  @Test(arguments: [(["a", "a"], "a"), (["a", "b"], "mixed")])
  func aRunOfOneWorkflowBearsItsName(workflows: [String], name: String) async throws {
    let cases = workflows.enumerated().map { TestCase(id: "case-\($0.offset)", workflowID: $0.element) }
    let manifest = RunManifest(
      header: ManifestHeader(name: "mixed", execution: ExecutionPolicy(concurrency: 7)), cases: cases)
    let result = try await ConcurrentExecutor(clock: .virtual) { _ in .success }.run(manifest)
    #expect(result.workflowID == name)
    #expect(result.metadata["manifest"] == "mixed" && result.metadata["total_cases"] == "2")
    #expect(result.metadata["concurrency"] == "7" && result.metadata["batch_size"] == nil)
  }

  /// What was done before stays, and why there is no more is told.
  @Test func aSourceThatBreaksEndsTheRun() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in .success }
    let result = try await executor.run(
      ManifestHeader(name: "broken"), cases: BrokenSource(), sinks: [], keepsResults: true)
    #expect(result.taskResults.map(\.status) == [.succeeded])
    guard case .casesLost(let why) = result.stopReason else {
      Issue.record("\(String(describing: result.stopReason))")
      return
    }
    #expect(why.contains("Broken"))
  }
}
