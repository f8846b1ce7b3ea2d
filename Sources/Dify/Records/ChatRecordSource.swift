import FoundationEssentials
import RunModel

/// `GET /conversations` and `/messages`: what became of chats, user by user (<doc:DifyAPI>).
struct ChatRecordSource: RecordSource {
  let reader: RecordReader
  let users: Set<String>
  /// Conversations whose ids the client knows, with the user of each.
  let conversations: [String: String]
  /// The end that the client saw of each message.
  let seen: [String: SeenEnd]
  /// The conversation and user of each message that may be looked for.
  let places: [String: (conversation: String, user: String)]
  let since: Date

  /// Confined to the run's loop.
  private final class Gathered: @unchecked Sendable {
    var conversations: [String: String]
    var listing = RecordListing()
    init(_ conversations: [String: String]) { self.conversations = conversations }

    func miss(_ what: String, _ error: any Error) {
      if listing.gaps.count < 3 { listing.gaps.append("\(what): \(error)") }
    }
  }

  /// A list was not read to its end.
  private struct OutOfTime: Error, CustomStringConvertible {
    var description: String { "there was no time to read them all" }
  }

  func list() async throws -> RecordListing {
    let gathered = Gathered(conversations)
    let asked = await reader.each(users.sorted()) { user in
      do { try await readConversations(of: user, into: gathered) } catch {
        gathered.miss("conversations", error)
      }
    }
    let pairs = gathered.conversations.sorted { $0.key < $1.key }
    let read = await reader.each(pairs) { id, user in
      do { try await readMessages(of: id, user, into: gathered) } catch { gathered.miss("messages", error) }
    }
    if asked < users.count || read < pairs.count {
      gathered.listing.gaps.append(
        "there was time for \(read) of \(pairs.count) conversations of \(asked) of \(users.count) users")
    }
    return gathered.listing
  }

  /// The one that was used last comes first.
  private func readConversations(of user: String, into gathered: Gathered) async throws {
    var last: String?
    repeat {
      let answer = try await reader.get(
        "/conversations", [("user", user), ("limit", "100")] + (last.map { [("last_id", $0)] } ?? []))
      let page = answer["data"]?.list ?? []
      let recent = page.filter { isRecent($0["updated_at"] ?? $0["created_at"]) }
      for entry in recent { if let id = entry["id"]?.stringValue { gathered.conversations[id] = user } }
      last = recent.count == page.count ? page.last?["id"]?.stringValue : nil
      if answer["has_more"] != .bool(true) { last = nil }
    } while last != nil && !reader.isOver
    if last != nil { gathered.miss("conversations of '\(user)'", OutOfTime()) }
  }

  private func readMessages(of conversation: String, _ user: String, into gathered: Gathered) async throws {
    var first: String?
    repeat {
      let query = [("conversation_id", conversation), ("user", user), ("limit", "100")]
      let answer = try await reader.get("/messages", query + (first.map { [("first_id", $0)] } ?? []))
      let page = answer["data"]?.list ?? []
      for entry in page where isRecent(entry["created_at"]) {
        guard let id = entry["id"]?.stringValue else { continue }
        gathered.listing.records[id] = RecordStatus(message: entry, seen: seen[id])
      }
      first = answer["has_more"] == .bool(true) ? page.first?["id"]?.stringValue : nil
    } while first != nil && !reader.isOver
    if first != nil { gathered.miss("messages of conversation \(conversation)", OutOfTime()) }
  }

  private func isRecent(_ seconds: JSONValue?) -> Bool {
    (seconds?.doubleValue ?? .infinity) >= since.timeIntervalSince1970.rounded(.down)
  }

  func look(at ids: [String]) async -> [String: LookedUp] {
    let gathered = Gathered([:])
    let wanted = Dictionary(
      ids.compactMap { id in places[id].map { ($0.conversation, $0.user) } }
    ) { first, _ in first }
    let read = await reader.each(wanted.sorted { $0.key < $1.key }) { id, user in
      do { try await readMessages(of: id, user, into: gathered) } catch {
        // A conversation that is not there has no messages.
        if (error as? RequestProblem)?.status != 404 { gathered.miss("messages", error) }
      }
    }
    guard read == wanted.count, gathered.listing.gaps.isEmpty else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: Set(ids).filter { places[$0] != nil }.map { id in
        (id, gathered.listing.records[id].map(LookedUp.found) ?? .notThere)
      })
  }
}
