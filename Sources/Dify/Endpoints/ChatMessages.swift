import RunModel

/// `POST /chat-messages`: chatflows, chatbots and agents.
enum ChatMessages: RunEndpoint {
  static let name = "chat-messages"
  static let family = OutcomeClassifier.Family.chatflow
  static let apps: Set<TargetSpecification.AppKind> = [.advancedChat, .chat, .agentChat, .agent]

  static func path(version: String?) -> String { "/chat-messages" }

  static func stopPath(taskID: String) -> String { "/chat-messages/\(AddressText.encoded(taskID))/stop" }

  static func writeMembers(_ request: RunRequestBody, to body: inout CanonicalJSON) {
    body.writeRaw(",\"query\":")
    body.write(request.query ?? "")
    if let id = request.conversationID {
      body.writeRaw(",\"conversation_id\":")
      body.write(id)
    }
    body.writeRaw(",\"auto_generate_name\":")
    body.write(.bool(request.autoGenerateName))
    if let version = request.version {
      body.writeRaw(",\"workflow_id\":")
      body.write(version)
    }
  }
}
