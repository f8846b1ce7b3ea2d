import RunModel

/// An endpoint that runs an app. To add one, write a file like its neighbours and name it in ``all``.
protocol RunEndpoint: Sendable {
  /// Its name in reports.
  static var name: String { get }
  /// How its answers end.
  static var family: OutcomeClassifier.Family { get }
  /// The apps that it is for.
  static var apps: Set<TargetSpecification.AppKind> { get }

  /// The path after the base URL. `version` is a published workflow version.
  static func path(version: String?) -> String
  /// The path that stops a task.
  static func stopPath(taskID: String) -> String
  /// Appends the members of the body that only this endpoint has, each with a leading comma.
  static func writeMembers(_ request: RunRequestBody, to body: inout CanonicalJSON)
}

/// What the body of a request is made of.
struct RunRequestBody: Sendable {
  var inputs: [String: JSONValue]
  var query: String?
  var conversationID: String?
  var files: [JSONValue]
  var user: String
  var responseMode: TargetSpecification.ResponseMode
  var autoGenerateName: Bool
  var version: String?
}

/// The endpoints that run apps.
enum RunEndpoints {
  static let all: [any RunEndpoint.Type] = [WorkflowRun.self, ChatMessages.self, CompletionMessages.self]

  /// The endpoint of an app mode.
  static func endpoint(for app: TargetSpecification.AppKind) -> any RunEndpoint.Type {
    all.first { $0.apps.contains(app) } ?? WorkflowRun.self
  }
}

extension RunEndpoint {
  /// The whole body.
  static func body(_ request: RunRequestBody) -> [UInt8] {
    var body = CanonicalJSON(reservingCapacity: 512)
    body.writeRaw("{\"inputs\":")
    body.write(request.inputs)
    body.writeRaw(",\"response_mode\":")
    body.write(request.responseMode.rawValue)
    body.writeRaw(",\"user\":")
    body.write(request.user)
    if !request.files.isEmpty {
      body.writeRaw(",\"files\":")
      body.write(.array(request.files))
    }
    writeMembers(request, to: &body)
    body.writeRaw("}")
    return body.finish()
  }
}
