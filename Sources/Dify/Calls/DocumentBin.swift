import CurlTransport
import LoadEngine
import RunModel

/// Documents that the load has made, to be deleted when it is over: beside it that would be load too. Confined to the
/// run's loop.
final class DocumentBin: @unchecked Sendable {
  private let client: DifyClient
  private var documents: [String] = []
  /// Requests for a document that ended without an answer: the server may have made it.
  private var unanswered = 0
  /// Documents that are not remembered.
  private var forgotten = 0
  /// Of one request, milliseconds.
  private static let timeout = 10_000
  /// Of all, seconds.
  private static let patience = 60.0
  /// More are not remembered.
  private let limit: Int

  init(client: DifyClient, limit: Int = 1_000_000) { (self.client, self.limit) = (client, limit) }

  func add(_ document: String) {
    if documents.count < limit { documents.append(document) } else { forgotten += 1 }
  }

  /// A document may have come into being of which only the server knows.
  func noteUnanswered() { unanswered += 1 }

  /// Deletes them, as long as there is time; what is left, in words.
  func empty(_ scope: RunScope) async -> String? {
    let deadline = scope.now + .seconds(Self.patience)
    let reader = RecordReader(client: client, scope: scope, deadline: deadline)
    let (wanted, left) = (documents, Left())
    documents = []
    let done = await reader.each(wanted) { [self] id in
      if await !delete(id, scope) { left.count += 1 }
    }
    let words = words(notDeleted: left.count + wanted.count - done, of: wanted.count)
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  /// What the load may have left behind, each kind in words.
  func words(notDeleted count: Int, of all: Int) -> [String] {
    var words: [String] = []
    let still = "still in the knowledge base"
    if count > 0 {
      words.append(
        "\(count) of the \(all) documents that the load made could not be deleted, and are \(still)")
    }
    if forgotten > 0 {
      words.append("\(forgotten) more documents were too many to be remembered, and are \(still)")
    }
    if unanswered > 0 {
      words.append(
        "\(Figures.counted(unanswered, "request")) for a document ended without an answer: what the server made of them is not known, and would be \(still)"
      )
    }
    return words
  }

  private func delete(_ id: String, _ scope: RunScope) async -> Bool {
    let path =
      "/datasets/\(AddressText.encoded(client.target.dataset ?? ""))/documents/\(AddressText.encoded(id))"
    let reader = AnswerReader(scope: scope, keepsContent: false)
    let transfer = await client.transport.perform(client.delete(path, timeout: Self.timeout), reader)
    // 200 of older versions, 204 of newer; 404: somebody else was quicker.
    return transfer.failure == nil && [200, 204, 404].contains(transfer.status)
  }

  /// How many could not be deleted. Confined to the run's loop.
  private final class Left: @unchecked Sendable { var count = 0 }
}
