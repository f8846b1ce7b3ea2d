import LoadEngine
import RunModel

/// A request that is no run of an app: one call, judged by its own answer. To add one, write a file like its neighbours
/// and name it in ``DirectCalls``.
protocol DirectCall: Sendable {
  /// Does one attempt. Throws ``TaskError`` for what cannot be asked.
  func perform(_ context: TaskContext, _ testCase: TestCase, user: String) async throws -> TaskOutput
  /// Takes away what the load has left at the server; what could not be, in words.
  func cleanUp(_ scope: RunScope) async -> String?
}

extension DirectCall {
  func cleanUp(_ scope: RunScope) async -> String? { nil }
}

/// The calls that are no runs.
enum DirectCalls {
  /// What a target's requests are; `nil` for runs.
  static func call(of client: DifyClient, keepsContent: Bool) -> (any DirectCall)? {
    switch client.target.call {
    case nil, .run: nil
    case .retrieve: KnowledgeRetrieval(client: client, keepsContent: keepsContent)
    case .document: DocumentIndexing(client: client)
    case .upload: FileUploadCall(client: client)
    case .speech: SpeechCall(client: client)
    }
  }
}

extension TestCase {
  /// The text that a call is about: the question, or the input of that name.
  func text(_ input: String) throws -> String {
    if let text = query ?? parameters[input]?.stringValue, !text.isEmpty { return text }
    throw TaskError.broken("the case has neither a query nor the input '\(input)'", class: .badRequest)
  }
}
