/// The two files beside a test plan. Those that are not named are looked for in its folder.
package struct TestPlanFiles: Sendable, Hashable {
  /// `env_config.yaml`: the server, its tokens and limits.
  package var environment: String?
  /// `workflow_catalog.yaml`: the workflows.
  package var catalog: String?

  /// Named files, or those in the plan's folder.
  package init(environment: String? = nil, catalog: String? = nil) {
    self.environment = environment
    self.catalog = catalog
  }
}
