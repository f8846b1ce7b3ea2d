/// The ids of a run, and what every event of its mode carries. Pure.
struct RunIdentity {
  let kind: RunRequest.Kind
  let taskID: String
  let runID: String
  let messageID: String
  let conversationID: String
  static let workflowID = "95e2ab40-393a-4ad7-ab03-a53b82475840"
  static let created = MockJSON.number(1_795_480_952)

  init(_ request: RunRequest, _ random: inout MockRandom) {
    kind = request.kind
    taskID = random.uuid()
    runID = random.uuid()
    messageID = random.uuid()
    let given = request.body["conversation_id"]?.text ?? ""
    conversationID = given.isEmpty ? random.uuid() : given
  }

  /// The members that stand in every event.
  var members: [MockJSON.Member] {
    var members: [MockJSON.Member] = []
    if kind != .workflow {
      if kind == .chat { members.append(("conversation_id", .text(conversationID))) }
      members += [("message_id", .text(messageID)), ("created_at", Self.created)]
    }
    members.append(("task_id", .text(taskID)))
    return members
  }
}
