import FoundationEssentials
import RunModel

/// `GET /workflows/logs` and `/workflows/run/{id}`: what became of workflow runs (<doc:DifyAPI>).
struct WorkflowRecordSource: RecordSource {
  let reader: RecordReader
  /// The users of the load.
  let users: Set<String>
  /// Runs that began before it are of no interest.
  let since: Date

  /// For more users than these the logs of all are read, and the others' thrown away.
  private static let askedByName = 20

  func list() async throws -> RecordListing {
    var listing = RecordListing()
    let byName = users.count <= Self.askedByName
    for user in byName ? users.sorted().map(Optional.some) : [nil] {
      try await read(user, into: &listing)
    }
    return listing
  }

  private func read(_ user: String?, into listing: inout RecordListing) async throws {
    var query = [("limit", "100"), ("created_at__after", since.formatted(.iso8601))]
    if let user { query.append(("created_by_end_user_session_id", user)) }
    for page in 1...99_999 {
      if reader.isOver {
        listing.gaps.append("there was no time to read more of its logs than \(listing.records.count) runs")
        return
      }
      let answer = try await reader.get("/workflows/logs", query + [("page", String(page))])
      for entry in answer["data"]?.list ?? [] { take(entry, into: &listing) }
      if answer["has_more"] != .bool(true) { return }
    }
  }

  private func take(_ entry: JSONValue, into listing: inout RecordListing) {
    guard let run = entry["workflow_run"], let id = run["id"]?.stringValue,
      let user = entry["created_by_end_user"]?["session_id"]?.stringValue, users.contains(user)
    else { return }
    listing.records[id] = RecordStatus(workflow: run["status"]?.stringValue ?? "")
  }

  func look(at ids: [String]) async -> [String: LookedUp] {
    let found = Found()
    _ = await reader.each(ids) { id in
      do {
        let answer = try await reader.get("/workflows/run/\(AddressText.encoded(id))", [])
        let status = answer["status"]?.stringValue.map(RecordStatus.init(workflow:))
        // 1.11.2 answers with nothing in it when there is none.
        if answer["id"] == .null {
          found.answers[id] = .notThere
        } else {
          found.answers[id] = status.map(LookedUp.found)
        }
      } catch {
        if (error as? RequestProblem)?.status == 404 { found.answers[id] = .notThere }
      }
    }
    return found.answers
  }
}

/// What several looks have found. Confined to the run's loop.
final class Found: @unchecked Sendable { var answers: [String: LookedUp] = [:] }
