/// `POST .../{task_id}/stop`: Dify says success even of a task that nobody knows.
struct StopCall: MockEndpoint {
  var method: String { "POST" }

  func serves(_ path: String) -> Bool { path.hasSuffix("/stop") }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    .stop(taskID: request.path.split(separator: "/").dropLast().last.map(String.init) ?? "")
  }
}
