/// What a look into the records asks for. Pure.
struct RecordQuery {
  private let members: [String: String]

  init(_ request: MockRequest) { members = QueryText.members(request.uri) }

  var page: Int { members["page"].flatMap { Int($0) } ?? 1 }
  var limit: Int { members["limit"].flatMap { Int($0) } ?? 20 }
  var user: String? { members["user"] }
  var conversationID: String? { members["conversation_id"] }
  var lastID: String? { members["last_id"] }
  var firstID: String? { members["first_id"] }

  /// Why its page is refused, as Dify does; `nil` when it is not.
  var pageRefusal: AnswerPlan? {
    (1...100).contains(limit) && (1...99_999).contains(page)
      ? nil : .problem(400, "invalid_param", "Invalid page or limit")
  }

  /// Whether it wants a run.
  func wants(_ record: RunRecord) -> Bool {
    if let status = members["status"], status != record.status.rawValue { return false }
    if let user = members["created_by_end_user_session_id"], user != record.user { return false }
    if let before = members["created_at__before"].flatMap(QueryText.seconds), record.created > before {
      return false
    }
    if let after = members["created_at__after"].flatMap(QueryText.seconds), record.created < after {
      return false
    }
    return true
  }
}
