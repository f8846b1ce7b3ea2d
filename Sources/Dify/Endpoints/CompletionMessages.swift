import RunModel

/// `POST /completion-messages`: text generators.
enum CompletionMessages: RunEndpoint {
  static let name = "completion-messages"
  static let family = OutcomeClassifier.Family.message
  static let apps: Set<TargetSpecification.AppKind> = [.completion]

  static func path(version: String?) -> String { "/completion-messages" }

  static func stopPath(taskID: String) -> String {
    "/completion-messages/\(AddressText.encoded(taskID))/stop"
  }

  static func writeMembers(_ request: RunRequestBody, to body: inout CanonicalJSON) {
    guard let query = request.query else { return }
    body.writeRaw(",\"query\":")
    body.write(query)
  }
}
