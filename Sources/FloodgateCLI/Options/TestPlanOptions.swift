import ArgumentParser
import Scenario
import Session

/// The files that belong to a test plan of the seed's shape.
struct TestPlanOptions: ParsableArguments {
  @Option(
    name: .customLong("env"), help: "The environment file of a test plan, if not env_config.yaml beside it.")
  var environment: String?

  @Option(help: "The catalog of a test plan, if not workflow_catalog.yaml beside it.")
  var catalog: String?

  /// The files.
  var files: TestPlanFiles { TestPlanFiles(environment: environment, catalog: catalog) }

  /// Reads a scenario or a test plan. Throws what is wrong with it.
  func load(_ file: String) throws -> ScenarioDocument {
    try ScenarioLoader().load(path: file, besides: files)
  }
}
