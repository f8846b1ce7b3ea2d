import FoundationEssentials
import LoadEngine
import RunModel

/// Asks a server for its records, page by page, as long as there is time. On the run's loop.
struct RecordReader: Sendable {
  let client: DifyClient
  let scope: RunScope
  /// When no more is asked.
  let deadline: RunInstant

  /// So many pages are asked at once.
  static let atOnce = 8
  /// Of one request, milliseconds.
  private static let timeout = 15_000

  var isOver: Bool { scope.now >= deadline }

  /// One page. Throws ``RequestProblem``.
  func get(_ path: String, _ query: [(String, String)]) async throws -> JSONValue {
    let members = query.map { "\($0)=\(AddressText.encoded($1))" }
    let address = members.isEmpty ? path : path + "?" + members.joined(separator: "&")
    return try await client.document(client.get(address, timeout: Self.timeout), scope: scope)
  }

  /// Does something for each item, a few at once; what there was no time for is left out. Returns how many were done.
  func each<Item: Sendable>(_ items: [Item], _ body: @escaping @Sendable (Item) async -> Void) async -> Int {
    var done = 0
    for start in stride(from: 0, to: items.count, by: Self.atOnce) {
      if isOver { break }
      let part = items[start..<min(start + Self.atOnce, items.count)]
      await withTaskGroup(of: Void.self) { group in
        for item in part { group.addTask(executorPreference: scope.loop) { await body(item) } }
      }
      done += part.count
    }
    return done
  }
}

extension JSONValue {
  /// The elements of a list; none when it is none.
  var list: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
