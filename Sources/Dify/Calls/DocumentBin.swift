import CurlTransport
import LoadEngine
import RunModel

/// Documents that the load has made, to be deleted when it is over: beside it that would be load too. Confined to the
/// run's loop.
final class DocumentBin: @unchecked Sendable {
  private let client: DifyClient
  private var documents: [String] = []
  /// Of one request, milliseconds.
  private static let timeout = 10_000
  /// Of all, seconds.
  private static let patience = 60.0
  /// More are not remembered.
  private static let limit = 1_000_000

  init(client: DifyClient) { self.client = client }

  func add(_ document: String) { if documents.count < Self.limit { documents.append(document) } }

  /// Deletes them, as long as there is time; what is left, in words.
  func empty(_ scope: RunScope) async -> String? {
    let deadline = scope.now + .seconds(Self.patience)
    let reader = RecordReader(client: client, scope: scope, deadline: deadline)
    let (wanted, left) = (documents, Left())
    documents = []
    let done = await reader.each(wanted) { [self] id in
      if await !delete(id, scope) { left.count += 1 }
    }
    let count = left.count + wanted.count - done
    if count == 0 { return nil }
    return
      "\(count) of the \(wanted.count) documents that the load made could not be deleted, and are still in the knowledge base"
  }

  private func delete(_ id: String, _ scope: RunScope) async -> Bool {
    let path = "/datasets/\(URLText.segment(client.target.dataset ?? ""))/documents/\(URLText.segment(id))"
    let reader = AnswerReader(scope: scope, keepsContent: false)
    let transfer = await client.transport.perform(client.delete(path, timeout: Self.timeout), reader)
    // 200 of older versions, 204 of newer; 404: somebody else was quicker.
    return transfer.failure == nil && [200, 204, 404].contains(transfer.status)
  }

  private final class Left: @unchecked Sendable { var count = 0 }
}
