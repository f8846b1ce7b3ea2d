import RunModel

/// `POST /workflows/run`, and `/workflows/:id/run` for a published version.
enum WorkflowRun: RunEndpoint {
  static let name = "workflows/run"
  static let family = OutcomeClassifier.Family.workflow
  static let apps: Set<TargetSpecification.AppKind> = [.workflow]

  static func path(version: String?) -> String {
    version.map { "/workflows/\(AddressText.encoded($0))/run" } ?? "/workflows/run"
  }

  static func stopPath(taskID: String) -> String { "/workflows/tasks/\(AddressText.encoded(taskID))/stop" }

  static func writeMembers(_ request: RunRequestBody, to body: inout CanonicalJSON) {}
}
