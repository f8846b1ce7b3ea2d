import FoundationEssentials
import LoadEngine
import RunModel

extension RunManifest {
  /// The manifest of a scenario's text, as a file would hold it, with all its cases in memory: for an executor of your
  /// own. Nothing is sent. `environment` is where `${NAME}` comes from.
  ///
  /// ```swift
  /// let result = try await StubExecutor().run(RunManifest(scenario: text))
  /// ```
  /// Throws ``ScenarioProblems`` with the places of what is wrong, or ``UsageProblem``.
  public init(
    scenario text: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    var loader = ManifestLoader()
    loader.environment = environment
    try self.init(try await loader.load(text: text, name: "scenario"))
  }

  /// The manifest of a scenario's, a test plan's or a manifest's file; see ``init(scenario:environment:)``.
  public init(
    file: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    var loader = ManifestLoader()
    loader.environment = environment
    try self.init(try await loader.load(file))
  }

  private init(_ run: PreparedRun) throws {
    self.init(header: run.header, cases: try run.firstCases(run.header.caseCount))
  }
}
