import RunModel
import Session

/// A single task with all that came, as one JSON document. Pure.
enum AskJSON {
  static func document(_ task: AskedTask, _ events: [AskedEvent]) throws -> JSONValue {
    let result = task.result
    var document: [String: JSONValue] = [
      "case": .string(task.testCase.id), "status": .string(result.status.rawValue),
      "outputs": result.outputs, "events": .array(events.map(event)),
      "notes": .array(task.notes.map { .string($0) }), "target": try JSONValue(encoding: task.target),
      "exchanges": try JSONValue(encoding: task.attempt?.exchanges ?? []),
      "expectations": try JSONValue(encoding: result.expectations),
    ]
    document["failure"] = result.failure.map { .string($0.rawValue) }
    document["message"] = result.errorMessage.map { .string($0) }
    return .object(document)
  }

  private static func event(_ event: AskedEvent) -> JSONValue {
    var members: [String: JSONValue] = [:]
    members["after_s"] = event.after.map { .number($0.inSeconds) }
    switch event {
    case .request(let url, let headers, let body):
      members["request"] = [
        "url": .string(url), "headers": .array(headers.map { .string($0) }), "body": body,
      ]
    case .answer(let status, let version, _):
      members["http_status"] = .integer(Int64(status))
      members["server_version"] = version.map { .string($0) }
    case .event(let value, _): members["event"] = value
    case .ping: members["ping"] = true
    case .document(let value, _): members["document"] = value
    }
    return .object(members)
  }
}
