/// The two files beside a test plan. Those that are not named are looked for in its folder.
public struct TestPlanFiles: Sendable, Hashable {
  /// `env_config.yaml`: the server, its tokens and limits.
  public var environment: String?
  /// `workflow_catalog.yaml`: the workflows.
  public var catalog: String?

  /// Named files, or those in the plan's folder.
  public init(environment: String? = nil, catalog: String? = nil) {
    self.environment = environment
    self.catalog = catalog
  }
}
