import CurlTransport
import LoadEngine
import RunModel

/// `POST /datasets/{id}/document/create-by-text` (or `-file`), then `GET .../indexing-status` until the document is
/// ready: that is the time which counts (<doc:DifyAPI>).
struct DocumentIndexing: DirectCall {
  let client: DifyClient
  private let bin: DocumentBin

  init(client: DifyClient) {
    self.client = client
    bin = DocumentBin(client: client)
  }

  func perform(_ context: TaskContext, _ testCase: TestCase, user: String) async throws -> TaskOutput {
    var answer = await client.call(try request(testCase, context), context)
    guard answer.problem == nil else {
      if answer.exchange.ready != nil, answer.exchange.firstByte == nil { bin.noteUnanswered() }
      return answer.output()
    }
    guard let document = answer.document["document"]?["id"]?.stringValue,
      let batch = answer.document["batch"]?.stringValue
    else { return answer.output(.error(.protocolError, "the answer names no document and batch")) }
    if client.target.keepsDocuments != true { bin.add(document) }
    let (sent, made) = (answer.exchange.send ?? context.now, answer.exchange.close ?? context.now)
    answer.exchange.note(CallRecord(.create, took: (made - sent).nanoseconds))
    let verdict = await wait(for: batch, since: made, &answer.exchange, context)
    var output = answer.output(verdict)
    output.outputs = answer.document
    return output
  }

  func cleanUp(_ scope: RunScope) async -> String? { await bin.empty(scope) }

  private var path: String { "/datasets/\(AddressText.encoded(client.target.dataset ?? ""))" }

  private func request(_ testCase: TestCase, _ context: TaskContext) throws -> HTTPRequest {
    var body: [String: JSONValue] = [
      "indexing_technique": "high_quality", "process_rule": ["mode": "automatic"],
    ]
    body.merge(testCase.parameters) { $1 }
    for file in testCase.files {
      guard case .upload(let local) = file.source else { continue }
      let data = CanonicalJSON.bytes(of: .object(body))
      let form = MultipartFile(
        path: local, fileName: local.lastComponent, fields: ["data": String(decoding: data, as: UTF8.self)])
      return client.upload(form, to: path + "/document/create-by-file", user: context.user)
    }
    body["text"] = .string(try testCase.text("text"))
    body["name"] = body["name"] ?? .string("floodgate \(testCase.id) \(context.taskID)")
    return client.post(
      path + "/document/create-by-text", body: CanonicalJSON.bytes(of: .object(body)), user: context.user)
  }

  /// Looks until all of the batch is indexed; the exchange closes when that was seen.
  private func wait(
    for batch: String, since made: RunInstant, _ exchange: inout ExchangeRecord, _ context: TaskContext
  ) async -> OutcomeClassifier.Verdict {
    let address = "\(path)/documents/\(AddressText.encoded(batch))/indexing-status"
    while true {
      do { try await context.sleep(for: IndexingState.pause(after: context.now - made)) } catch {
        return context.isPastDeadline
          ? OutcomeClassifier.Verdict(
            status: .timeout, failure: .timeoutWaiting, message: "not indexed in time")
          : OutcomeClassifier.Verdict(status: .cancelled, message: "cancelled while it was indexed")
      }
      let look = await client.call(client.get(address, user: context.user), context)
      let seen = look.exchange.close ?? context.now
      let state = look.problem.map { IndexingState.broken($0) } ?? IndexingState(look.document)
      exchange.close = seen
      guard let verdict = state.verdict else { continue }
      exchange.note(
        CallRecord(.indexing, took: (seen - made).nanoseconds, failure: verdict.failure))
      return verdict
    }
  }
}
