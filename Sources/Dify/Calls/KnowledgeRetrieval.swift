import LoadEngine
import RunModel

/// `POST /datasets/{id}/retrieve`: a search in a knowledge base. The question goes with the case's inputs, such as
/// `retrieval_model` (<doc:DifyAPI>).
struct KnowledgeRetrieval: DirectCall {
  let client: DifyClient
  let keepsContent: Bool

  func perform(_ context: TaskContext, _ testCase: TestCase, user: String) async throws -> TaskOutput {
    var body = testCase.parameters
    body["query"] = .string(try testCase.text("query"))
    let path = "/datasets/\(AddressText.encoded(client.target.dataset ?? ""))/retrieve"
    let request = client.post(path, body: CanonicalJSON.bytes(of: .object(body)), user: context.user)
    let answer = await client.call(request, context)
    guard case .array(let records)? = answer.document["records"] else {
      return answer.output(.error(.protocolError, "the answer has no records"))
    }
    var output = answer.output()
    output.hits = records.map(RetrievedHit.init(record:))
    if keepsContent || !testCase.expectations.isEmpty {
      output.outputs = answer.document
      output.text = output.hits.map(\.text).joined(separator: "\n")
    }
    return output
  }
}

extension RetrievedHit {
  /// Of a search's `records`. A piece with children is found by these.
  init(record: JSONValue) {
    let segment = record["segment"]
    let texts =
      [segment?["content"], segment?["answer"]] + (record["child_chunks"]?.list ?? []).map { $0["content"] }
    self.init(
      text: texts.compactMap { $0?.stringValue }.joined(separator: "\n"),
      document: segment?["document"]?["name"]?.stringValue ?? "", score: record["score"]?.doubleValue)
  }

  /// Of a chat's `retriever_resources`.
  init(resource: JSONValue) {
    self.init(
      text: resource["content"]?.stringValue ?? "", document: resource["document_name"]?.stringValue ?? "",
      score: resource["score"]?.doubleValue)
  }
}
